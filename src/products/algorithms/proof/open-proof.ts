import type { Proof } from '../../../engine/product.ts';
import { closeExecutors, type Executors, openExecutors } from '../../../sandbox/open-executors.ts';
import { capped } from '../criteria/capped.ts';
import { javaParses } from '../criteria/java-parses.ts';
import { pythonParses } from '../criteria/python-parses.ts';
import { languages, type Problem } from '../item.ts';
import { agrees } from './agrees.ts';
import { compiles } from './compiles.ts';
import { createRuns } from './runs.ts';
import { traceReplays } from './trace-replays.ts';

/** Criteria that run what a lesson says, in sandboxes; `close` ends those. */
export function openProof(executors: Executors = openExecutors()): Proof<Problem> {
  const runs = createRuns(executors);
  const criteria = [
    compiles('python', pythonParses, runs),
    compiles('java', javaParses, runs),
    ...languages.map((language) => agrees(language, runs)),
    traceReplays(runs),
  ];
  return { criteria: criteria.map(capped), close: () => closeExecutors(executors) };
}
