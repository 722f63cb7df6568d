import type { Json } from '../engine/json.ts';
import type { Program, RunResult } from './executor.ts';
import { sameResult } from './same-result.ts';
import { taggedOf } from './tagged.ts';

/** Two programs that tell whether an engine works: one that is right, one that is not the language. */
export interface Samples {
  good: Program;
  bad: string;
}

/** Any program of a language; the executor's own run. */
export type RunSample = (program: Program, calls: readonly Json[][]) => Promise<RunResult>;

const args: Json[] = [[3, 1, 2], 10];
const expected: Json = [11, 12, 13];

/** Why an engine cannot be used, found out by using it; undefined when the samples came out as they must. */
export async function probeSamples(samples: Samples, run: RunSample): Promise<string | undefined> {
  const good = await run(samples.good, [args]);
  if (good.type === 'not-started') return good.reason;
  if (good.type === 'rejected') {
    return `It rejects a sample that is right: ${good.errors.map(({ message }) => message).join(' ')}`;
  }
  const [result] = good.results;
  if (result?.type !== 'value') {
    return `A sample that is right ended in: ${result?.type} (${result?.message}).`;
  }
  if (!sameResult(result.value, taggedOf(expected), { anyOrder: false })) {
    return 'A sample that is right gave a wrong result.';
  }
  const bad = await run({ source: samples.bad, entry: samples.good.entry }, [args]);
  if (bad.type === 'not-started') return bad.reason;
  return bad.type === 'rejected' ? undefined : 'It accepts a sample that is not even the language.';
}
