import type { Probe, RunOptions } from './executor.ts';

/** A probe whose answer is kept. One that was broken off, by its signal or a failure, is no answer. */
export function onceOver(
  probe: (options: RunOptions) => Promise<Probe>,
): (options: RunOptions) => Promise<Probe> {
  let answer: Probe | undefined;
  return async (options) => {
    answer ??= await probe(options);
    return answer;
  };
}
