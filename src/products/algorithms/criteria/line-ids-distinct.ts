import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { show } from './json-value.ts';
import { solutionsOf } from './lesson-parts.ts';

/** Within a language no two lines share an id. */
export const lineIdsDistinct: Criterion<Problem> = {
  id: 'line-ids-distinct',
  title: 'A line id names one line',
  weight: 1,
  explanation: 'A step lights up one line.',
  fixHint: 'Keep the id on one line; set it to null on the other.',
  check(artefact) {
    const solutions = solutionsOf(artefact);
    if (solutions.length === 0) return nothingToCheck('solution');
    return solutions.flatMap(({ ids, language }) => {
      const seen = new Set<string>();
      return ids.flatMap(({ path, value }) => {
        if (!seen.has(value)) {
          seen.add(value);
          return [];
        }
        return [
          {
            path,
            message: `A second line of ${language} has the same id.`,
            expected: 'an id of its own',
            found: show(value),
            fix: 'Keep the id on the line that the states mean; set it to null on the other.',
          },
        ];
      });
    });
  },
};
