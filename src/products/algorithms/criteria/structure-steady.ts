import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member } from './json-value.ts';
import { allStatesOf } from './lesson-parts.ts';

/** The same structure, drawn in the same way, through the whole lesson. */
export const structureSteady: Criterion<Problem> = {
  id: 'structure-steady',
  title: 'One structure is drawn throughout',
  weight: 2,
  explanation: 'A picture that changes its subject cannot be followed.',
  fixHint: 'Draw one structure, under one name and as one kind, in every state.',
  check(artefact) {
    const states = allStatesOf(artefact);
    const first = states.map(({ value }) => drawn(value)).find((name) => name !== undefined);
    if (first === undefined) return nothingToCheck('structure');
    return states.flatMap(({ path, value }) => {
      const found = drawn(value);
      if (found === undefined || found === first) return [];
      return [
        {
          path: `${path}.dataStructureState`,
          message: 'This state draws another structure than the first one.',
          expected: first,
          found,
        },
      ];
    });
  },
};

function drawn(state: Json): string | undefined {
  const structure = member(state, 'dataStructureState');
  const name = asText(member(structure, 'name'));
  const kind = asText(member(structure, 'kind'));
  return name === undefined || kind === undefined ? undefined : `${kind} ${name.slice(0, 60)}`;
}
