import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { member, show } from './json-value.ts';
import { statesOf, testCasesOf } from './lesson-parts.ts';

/** The steps of each test case count 1, 2, 3 … without a gap. Only the first slip of a case is told. */
export const stepsInOrder: Criterion<Problem> = {
  id: 'steps-in-order',
  title: 'Steps count 1, 2, 3 …',
  weight: 2,
  explanation: 'Steps are played by their numbers.',
  fixHint: 'Number the states of each test case in the order of the run, from 1.',
  check(artefact) {
    const runs = testCasesOf(artefact)
      .map(statesOf)
      .filter((states) => states.length > 0);
    if (runs.length === 0) return nothingToCheck('state');
    return runs.flatMap((states) => {
      const index = states.findIndex((state, at) => member(state.value, 'step') !== at + 1);
      const slip = states[index];
      if (slip === undefined) return [];
      return [
        {
          path: `${slip.path}.step`,
          message: 'The steps do not count up one by one from 1.',
          expected: String(index + 1),
          found: show(member(slip.value, 'step')),
          fix: 'Put the states in the order of the run and number them 1, 2, 3 …',
        },
      ];
    });
  },
};
