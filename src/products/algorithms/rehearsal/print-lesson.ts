import type { Json } from '../../../engine/json.ts';

const widest = 90;
/** Where single states and lines of code lie: whatever their width, they stay on one row. */
const rowDepth = 4;

/** The lesson as JSON for people: one state and one line of code a row, short values in one row. */
export function printLesson(value: Json, depth = 0): string {
  const compact = JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return compact;
  if (depth >= rowDepth || (depth > 1 && compact.length <= widest)) return spaced(value);
  const indent = '  '.repeat(depth + 1);
  const rows = Array.isArray(value)
    ? value.map((child) => indent + printLesson(child, depth + 1))
    : Object.entries(value).map(
        ([key, child]) => `${indent}${JSON.stringify(key)}: ${printLesson(child, depth + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${rows.join(',\n')}\n${'  '.repeat(depth)}${close}`;
}

function spaced(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  const members = Object.entries(value);
  return `{${members.map(([key, child]) => `${JSON.stringify(key)}: ${spaced(child)}`).join(', ')}}`;
}
