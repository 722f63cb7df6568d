import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, sameJson, show } from './json-value.ts';
import { statesOf, testCasesOf } from './lesson-parts.ts';

/** Each run ends with `variables.result` equal to what the test case expects. */
export const lastStateResult: Criterion<Problem> = {
  id: 'last-state-result',
  title: 'The last state ends in the expected result',
  weight: 3,
  explanation: 'A run that ends in another result is wrong, or the expectation is.',
  fixHint: 'Follow the code to its return; put what it returns into variables.result.',
  check(artefact) {
    const runs = testCasesOf(artefact).flatMap(({ path, value }) => {
      const last = statesOf({ path, value }).at(-1);
      return last === undefined ? [] : [{ last, expected: member(value, 'expected') }];
    });
    if (runs.length === 0) return nothingToCheck('state');
    return runs.flatMap(({ last, expected }) => {
      const variables = member(last.value, 'variables');
      const result = member(variables, 'result');
      if (asObject(variables) === undefined || expected === undefined) return [];
      if (sameJson(result, expected)) return [];
      return [
        {
          path: `${last.path}.variables.result`,
          message: 'The run does not end in the expected result.',
          expected: show(expected),
          found: show(result),
          fix: 'Follow the code to its return; put what it returns into variables.result.',
        },
      ];
    });
  },
};
