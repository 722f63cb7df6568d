import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { testCasesOf } from './lesson-parts.ts';

/** Test cases are named case-1, case-2, … in their order. */
export const caseIdsCount: Criterion<Problem> = {
  id: 'case-ids-count',
  title: 'Test cases are named in order',
  weight: 1,
  explanation: 'Links into a lesson lead to a case by its place.',
  fixHint: 'Name them case-1, case-2, case-3 … in their order.',
  check(artefact) {
    const cases = testCasesOf(artefact);
    if (cases.length === 0) return nothingToCheck('test case');
    return cases.flatMap(({ path, value }, index) => {
      const id = asText(member(value, 'id'));
      const expected = `case-${index + 1}`;
      if (id === undefined || id === expected) return [];
      return [
        {
          path: `${path}.id`,
          message: 'The id is not that of its place.',
          expected,
          found: show(id),
        },
      ];
    });
  },
};
