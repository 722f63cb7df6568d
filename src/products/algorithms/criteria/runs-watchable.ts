import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { statesOf, testCasesOf } from './lesson-parts.ts';

const fewest = 2;
const most = 80;

/** Each run has as many steps as a person can watch: 2 to 80. */
export const runsWatchable: Criterion<Problem> = {
  id: 'runs-watchable',
  title: 'Runs are neither cut short nor endless',
  weight: 1,
  explanation: 'One step shows nothing, a hundred nobody watches.',
  fixHint: 'Play every marked line that runs, and choose arguments small enough to be watched.',
  check(artefact) {
    const cases = testCasesOf(artefact);
    if (cases.length === 0) return nothingToCheck('test case');
    return cases.flatMap((testCase) => {
      const { length } = statesOf(testCase);
      if (length === 0 || (length >= fewest && length <= most)) return [];
      return [
        {
          path: `${testCase.path}.states`,
          message: length < fewest ? 'The run has too few steps.' : 'The run has too many steps.',
          expected: `${fewest} to ${most}`,
          found: String(length),
        },
      ];
    });
  },
};
