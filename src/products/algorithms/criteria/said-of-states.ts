import type { Json } from '../../../engine/json.ts';
import { type Claim, claimsOf } from './claims.ts';
import { asText, member } from './json-value.ts';
import { allStatesOf, type Part } from './lesson-parts.ts';
import { oncePerArtefact } from './once-per-artefact.ts';

/** A label or a calculation of a state, and the statements in it. */
export interface Saying extends Part<string> {
  state: Json;
  claims: Claim[];
}

/** Every label and calculation of the lesson's states, in order; found once for each artefact. */
export const sayingsOf = oncePerArtefact((artefact: Json): Saying[] =>
  allStatesOf(artefact).flatMap(({ path, value: state }) =>
    ['annotation', 'calculation'].flatMap((field) => {
      const value = asText(member(state, field));
      return value === undefined
        ? []
        : [{ path: `${path}.${field}`, value, state, claims: claimsOf(value) }];
    }),
  ),
);
