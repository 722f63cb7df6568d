import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { pointsInside } from '../structure-bounds.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, sameJson, show } from './json-value.ts';
import { allStatesOf, type Part } from './lesson-parts.ts';
import { jsonPath } from './schema-issues.ts';

/** A pointer is where its variables are: their value, or null while that is outside the structure. */
export const pointersFollowVariables: Criterion<Problem> = {
  id: 'pointers-follow-variables',
  title: 'Pointers are where their variables are',
  weight: 3,
  explanation: 'An arrow that points elsewhere than its variable misleads.',
  fixHint: 'Name pointers after variables, and give each its variable’s value.',
  check(artefact) {
    const states = allStatesOf(artefact);
    return states.length === 0 ? nothingToCheck('state') : states.flatMap(stateIssues);
  },
};

function stateIssues({ path, value }: Part<Json>): Issue[] {
  const variables = member(value, 'variables');
  const structure = member(member(value, 'dataStructureState'), 'value');
  if (asObject(variables) === undefined || structure === undefined) return [];
  return Object.entries(asObject(member(value, 'pointers')) ?? {}).flatMap(([name, found]) => {
    const at = () => ({ path: jsonPath(`${path}.pointers`, [name]), found: show(found) });
    if (isOutside(found, structure)) return [];
    const places = name.split(',').map((part) => member(variables, part.trim()));
    const known = places.filter((place) => place !== undefined);
    if (known.length < places.length) {
      return [{ ...at(), message: 'The state has no variable that this pointer could be.' }];
    }
    const expected = placeOf(known, structure);
    if (expected === undefined || sameJson(found, expected)) return [];
    return [
      { ...at(), message: 'The pointer is not where its variable is.', expected: show(expected) },
    ];
  });
}

/** A place that is none is another criterion's business. */
function isOutside(found: Json, structure: Json): boolean {
  if (typeof found === 'number') return !pointsInside(structure, found);
  if (!Array.isArray(found)) return false;
  const [row, column] = found;
  return typeof row === 'number' && typeof column === 'number'
    ? !pointsInside(structure, [row, column])
    : false;
}

/** Where variables point; undefined when that cannot be told. */
function placeOf(values: Json[], structure: Json): Json | undefined {
  const [row, column] = values;
  if (values.length > 2 || typeof row !== 'number') return undefined;
  if (column === undefined) return pointsInside(structure, row) ? row : null;
  if (typeof column !== 'number') return undefined;
  return pointsInside(structure, [row, column]) ? [row, column] : null;
}
