import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, sameJson, show } from './json-value.ts';
import { allStatesOf } from './lesson-parts.ts';

/** The drawn structure has the contents of the variable that it is named after. */
export const structureIsVariable: Criterion<Problem> = {
  id: 'structure-is-variable',
  title: 'The drawing shows its variable',
  weight: 3,
  explanation: 'Two different contents under one name: one of them is wrong.',
  fixHint: 'Give the structure the variable’s contents after the step.',
  check(artefact) {
    const states = allStatesOf(artefact);
    if (states.length === 0) return nothingToCheck('state');
    return states.flatMap(({ path, value }) => {
      const structure = member(value, 'dataStructureState');
      const drawn = member(structure, 'value');
      const variable = member(member(value, 'variables'), asText(member(structure, 'name')) ?? '');
      // A variable that is null, or not seen by a helper, leaves the drawing as it was.
      if (drawn === undefined || variable === undefined || variable === null) return [];
      if (sameJson(drawn, variable)) return [];
      return [
        {
          path: `${path}.dataStructureState.value`,
          message: 'The drawing and the variable of its name differ.',
          expected: show(variable),
          found: show(drawn),
        },
      ];
    });
  },
};
