import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, asText, member, show } from './json-value.ts';
import { allStatesOf, objectsIn, solutionsOf } from './lesson-parts.ts';

/** A value slot's variable has a value whenever its line is played. */
export const slotsLive: Criterion<Problem> = {
  id: 'slots-live',
  title: 'Value slots have a value at their line',
  weight: 1,
  explanation: 'A slot beside a line where its variable does not exist stays empty.',
  fixHint: 'Move the slot to a line where the variable exists, best where it changes.',
  check(artefact) {
    const states = allStatesOf(artefact);
    const solutions = solutionsOf(artefact);
    if (states.length === 0 || solutions.length === 0) return nothingToCheck('state with code');
    const known = new Set(
      states.flatMap(({ value }) => Object.keys(asObject(member(value, 'variables')) ?? {})),
    );
    return solutions.flatMap((solution) =>
      objectsIn(member(solution.value, 'valueSlots'), `${solution.path}.valueSlots`).flatMap(
        ({ path, value }) => {
          const lineId = asText(member(value, 'lineId'));
          const variable = asText(member(value, 'variable'));
          // What no state knows at all is told by the criterion on the slots' names.
          if (lineId === undefined || variable === undefined || !known.has(variable)) return [];
          const lacking = states.find(
            (state) =>
              member(state.value, 'codeLineId') === lineId &&
              member(member(state.value, 'variables'), variable) === undefined,
          );
          if (lacking === undefined) return [];
          const message = 'The variable of this slot does not exist when its line is played.';
          return [{ path, message, found: show(variable), expected: `a value in ${lacking.path}` }];
        },
      ),
    );
  },
};
