import type { Json } from '../../../engine/json.ts';

/**
 * A deep copy of a value as JSON, or undefined for what has no JSON form (undefined, functions, symbols).
 * Maps become objects, sets and typed arrays become arrays, `Infinity` and `NaN` become their names,
 * a value that contains itself becomes "(circular)". Works on values of another realm.
 */
export function snapshot(value: unknown): Json | undefined {
  return copy(value, []);
}

function copy(value: unknown, path: object[]): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value + 0 : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'object':
      if (value === null) return null;
      return path.includes(value) ? '(circular)' : copyObject(value, [...path, value]);
    default:
      return undefined;
  }
}

function copyObject(value: object, path: object[]): Json {
  const items = itemsOf(value);
  // Holes and functions keep their place in an array, as in JSON.stringify.
  if (items) return Array.from(items, (item) => copy(item, path) ?? null);
  const entries: [string, Json][] = [];
  for (const [key, item] of entriesOf(value)) {
    const copied = copy(item, path);
    if (copied !== undefined) entries.push([keyText(key), copied]);
  }
  // fromEntries defines own properties, so a key named __proto__ stays a plain key.
  return Object.fromEntries(entries);
}

function itemsOf(value: object): Iterable<unknown> | undefined {
  if (Array.isArray(value)) return value;
  // Checked by tag: `instanceof` fails for values of another realm.
  if (tagOf(value) === 'Set') return value as Set<unknown>;
  if (ArrayBuffer.isView(value) && tagOf(value) !== 'DataView') return value as Uint8Array;
  return undefined;
}

function entriesOf(value: object): Iterable<[unknown, unknown]> {
  return tagOf(value) === 'Map' ? (value as Map<unknown, unknown>) : Object.entries(value);
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function keyText(key: unknown): string {
  return typeof key === 'object' && key !== null ? JSON.stringify(copy(key, [])) : String(key);
}
