import type { Criterion } from '../../../engine/cards/criterion.ts';
import { type Problem, resultTypeOf } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { member, show } from './json-value.ts';
import { testCasesOf } from './lesson-parts.ts';
import { typeFits } from './type-fits.ts';

/** What each test case expects is of the type that the signature returns. */
export const returnsFit: Criterion<Problem> = {
  id: 'returns-fit',
  title: 'Expected results fit the signature',
  weight: 2,
  version: 2,
  explanation: 'A result of another type cannot be what the function returns.',
  fixHint: 'Write the result in the type that the signature returns.',
  check(artefact, { item }) {
    if (item === undefined)
      return { notChecked: 'the catalogue entry is not known', needs: 'item' };
    const type = resultTypeOf(item.signature);
    const cases = testCasesOf(artefact);
    if (cases.length === 0) return nothingToCheck('test case');
    return cases.flatMap(({ path, value }) => {
      const expected = member(value, 'expected');
      if (expected === undefined || typeFits(expected, type)) return [];
      return [
        {
          path: `${path}.expected`,
          message: 'The expected result has another type than the signature returns.',
          expected: type,
          found: show(expected),
        },
      ];
    });
  },
};
