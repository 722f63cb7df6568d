import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { member } from './json-value.ts';

const leastCases = 3;

/** At least three test cases are played. */
export const threeTestCases: Criterion<Problem> = {
  id: 'three-test-cases',
  title: 'At least three test cases',
  weight: 2,
  explanation: 'One run shows one way through the code.',
  fixHint: 'Add test cases that show something new: an edge case, an early end, a late one.',
  check(artefact) {
    const cases = member(artefact, 'testCases');
    if (!Array.isArray(cases)) return nothingToCheck('list of test cases');
    if (cases.length >= leastCases) return [];
    return [
      {
        path: '$.testCases',
        message: 'There are too few test cases.',
        expected: `at least ${leastCases}`,
        found: String(cases.length),
        fix: 'Add test cases that show something new: an edge case, an early end, a late one.',
      },
    ];
  },
};
