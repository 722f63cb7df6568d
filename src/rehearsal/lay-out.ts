import type { Json } from '../engine/json.ts';

const COMPACT_FROM_LEVEL = 4;

/**
 * JSON as a thrifty author would write it: each value from the fourth level down on one line, so that
 * small repairs are small edits and no tokens go into indentation.
 */
export function layOut(value: Json): string {
  return compact(value, 0);
}

function compact(value: Json, level: number): string {
  if (level >= COMPACT_FROM_LEVEL || value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  const inner = '  '.repeat(level + 1);
  const entries = Array.isArray(value)
    ? value.map((entry) => inner + compact(entry, level + 1))
    : Object.entries(value).map(
        ([key, entry]) => `${inner}${JSON.stringify(key)}: ${compact(entry, level + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return open + close;
  return `${open}\n${entries.join(',\n')}\n${'  '.repeat(level)}${close}`;
}
