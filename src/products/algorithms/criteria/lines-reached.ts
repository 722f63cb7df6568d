import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { allStatesOf, solutionsOf } from './lesson-parts.ts';

/** Every line that has an id is shown by some state: test cases cover the code. */
export const linesReached: Criterion<Problem> = {
  id: 'lines-reached',
  title: 'Every marked line is played',
  weight: 2,
  explanation: 'A line that no test case reaches is never explained, nor tried.',
  fixHint: 'Add a test case that reaches the line, or set its id to null.',
  check(artefact) {
    const states = allStatesOf(artefact);
    const solutions = solutionsOf(artefact);
    if (states.length === 0 || solutions.length === 0) return nothingToCheck('state with code');
    const reached = new Set(states.map(({ value }) => asText(member(value, 'codeLineId'))));
    return solutions.flatMap(({ ids, language }) =>
      ids
        .filter(({ value }) => !reached.has(value))
        .map(({ path, value }) => ({
          path,
          message: `No state stands at this line of ${language}.`,
          found: show(value),
        })),
    );
  },
};
