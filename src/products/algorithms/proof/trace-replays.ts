import type { Criterion } from '../../../engine/cards/criterion.ts';
import { member } from '../criteria/json-value.ts';
import { comparisonOf, solutionIn } from '../criteria/lesson-parts.ts';
import type { Problem } from '../item.ts';
import { replayIssues } from './replay.ts';
import type { Runs } from './runs.ts';
import { lineIdsOf, traceCalls } from './trace.ts';
import { trialOf } from './trial.ts';

/**
 * What a lesson shows step by step is what its JavaScript really does: each state has a line that is
 * reached then and the values that its variables have after it. A narration may leave steps out where
 * what it shows changes once at most, never invent or reorder any; its last state is the last.
 */
export function traceReplays(runs: Runs): Criterion<Problem> {
  return {
    id: 'trace-replays',
    title: 'The states are those of a real run',
    weight: 5,
    version: 2,
    engine: (signal) => runs.engine('javascript', signal),
    async check(artefact) {
      const trial = trialOf(artefact, 'javascript');
      if (trial.type === 'nothing') return trial.outcome;
      const { program, path, cases, calls } = trial;
      const lines = solutionIn(artefact, 'javascript')?.lines ?? [];
      const lineIds = lineIdsOf(lines.map(({ value }) => member(value, 'id')));
      const result = await traceCalls(
        runs,
        { ...program, ...comparisonOf(artefact), lineIds },
        calls,
      );
      if (result.type === 'not-checked') return { notChecked: result.reason };
      if (result.type === 'untraceable') {
        return [{ path, message: `The code cannot be traced: ${result.message}` }];
      }
      return cases.flatMap((one, at) => replayIssues(one, result.traces[at]));
    },
  };
}
