import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, cut, member, show } from './json-value.ts';
import { allStatesOf, solutionsOf } from './lesson-parts.ts';

/** The line that a state points at exists in every language, so that one step lights up in all three. */
export const codeLineIdsExist: Criterion<Problem> = {
  id: 'code-line-ids-exist',
  title: 'Every codeLineId is a line of every language',
  weight: 3,
  explanation: 'One step lights up a line in whichever language is shown.',
  fixHint: 'Point at the id of the line that ran, which all three languages have.',
  check(artefact) {
    const states = allStatesOf(artefact);
    const solutions = solutionsOf(artefact).map(({ language, ids }) => ({
      language,
      ids: new Set(ids.map(({ value }) => value)),
    }));
    if (states.length === 0 || solutions.length === 0) return nothingToCheck('state with code');
    const known = cut([...(solutions[0]?.ids ?? [])].join(', '));
    return states.flatMap((state) => {
      const id = asText(member(state.value, 'codeLineId'));
      if (id === undefined) return [];
      const lacking = solutions.filter(({ ids }) => !ids.has(id)).map(({ language }) => language);
      if (lacking.length === 0) return [];
      return [
        {
          path: `${state.path}.codeLineId`,
          message: `No line has this id in ${lacking.join(', ')}.`,
          expected: `one of ${known}`,
          found: show(id),
          fix: 'Point at the id of the line that was executed, or give that line this id.',
        },
      ];
    });
  },
};
