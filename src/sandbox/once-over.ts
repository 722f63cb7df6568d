import type { Probe, RunOptions } from './executor.ts';

/**
 * A probe that is made once, whoever asks meanwhile, and whose answer is kept. One that was broken off, by
 * its signal or a failure, is no answer.
 */
export function onceOver(
  probe: (options: RunOptions) => Promise<Probe>,
): (options: RunOptions) => Promise<Probe> {
  let asked: Promise<Probe> | undefined;
  return async (options) => {
    while (asked) {
      const answer = await asked.catch(() => undefined);
      if (answer) return answer;
    }
    const own = probe(options);
    asked = own;
    try {
      return await own;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
}
