import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { pointsInside } from '../structure-bounds.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, show } from './json-value.ts';
import { allStatesOf, type Part } from './lesson-parts.ts';
import { jsonPath } from './schema-issues.ts';

/** Every pointer of a state points into the structure that the state draws, or is null. */
export const pointersInside: Criterion<Problem> = {
  id: 'pointers-inside',
  title: 'Pointers point inside the structure',
  weight: 2,
  explanation: 'An arrow beside the drawing points at nothing.',
  fixHint: 'Places count from 0; use null while a pointer is outside.',
  check(artefact) {
    const states = allStatesOf(artefact);
    return states.length === 0 ? nothingToCheck('state') : states.flatMap(stateIssues);
  },
};

function stateIssues({ path, value }: Part<Json>): Issue[] {
  const structure = member(member(value, 'dataStructureState'), 'value');
  if (structure === undefined) return [];
  return Object.entries(asObject(member(value, 'pointers')) ?? {}).flatMap(([name, raw]) => {
    const pointer = asPointer(raw);
    if (pointer === undefined || pointsInside(structure, pointer)) return [];
    return [
      {
        path: jsonPath(`${path}.pointers`, [name]),
        message: 'This pointer points outside the structure.',
        expected: `a place in ${sizeOf(structure)}, or null`,
        found: show(raw),
        fix: 'Places count from 0. Use null while the pointer is outside.',
      },
    ];
  });
}

/** The pointer, when it has the form of one: other forms are the state's fault, told elsewhere. */
function asPointer(value: Json): number | readonly [number, number] | undefined {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [row, column] = value;
  return typeof row === 'number' && typeof column === 'number' ? [row, column] : undefined;
}

function sizeOf(structure: Json): string {
  if (typeof structure === 'string') return `a string of ${structure.length} characters`;
  if (!Array.isArray(structure)) return `an ${typeof structure}`;
  const rows = structure.length;
  const [first] = structure;
  return Array.isArray(first) ? `${rows} rows of ${first.length}` : `an array of ${rows}`;
}
