import type { Json } from '../../engine/json.ts';
import type { StructureKind } from './lesson.ts';

/** What a structure of this kind contains before it exists. */
export function emptyStructure(kind: StructureKind): Json {
  switch (kind) {
    case 'array':
    case 'matrix':
    case 'stack':
    case 'queue':
    case 'set':
    case 'tree':
      return [];
    case 'map':
    case 'graph':
      return {};
    case 'string':
      return '';
    case 'value':
      return null;
  }
}

/**
 * Whether a pointer points into a structure: an index into an array or a string, a key of an object,
 * a [row, column] into an array of rows.
 */
export function pointsInside(
  structure: Json,
  pointer: number | readonly [number, number],
): boolean {
  if (typeof pointer === 'number') return hasIndex(structure, pointer);
  const [row, column] = pointer;
  if (!Array.isArray(structure) || !hasIndex(structure, row)) return false;
  return hasIndex(structure[row] ?? null, column);
}

function hasIndex(structure: Json, index: number): boolean {
  if (!Number.isInteger(index) || index < 0) return false;
  if (typeof structure === 'string' || Array.isArray(structure)) return index < structure.length;
  return typeof structure === 'object' && structure !== null && Object.hasOwn(structure, index);
}
