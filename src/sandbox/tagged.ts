import type { Json } from '../engine/json.ts';
import { resultDepth, resultParts } from './limits.ts';

/** A result as its language meant it: an integer of any size is not a float, a set is not a list. */
export type Tagged =
  | { type: 'null' }
  | { type: 'boolean'; value: boolean }
  /** Decimal digits, with a minus sign if negative. */
  | { type: 'integer'; digits: string }
  /** Not NaN, not infinite. */
  | { type: 'float'; value: number }
  | { type: 'nan' }
  | { type: 'infinity'; negative: boolean }
  | { type: 'text'; value: string }
  | { type: 'list'; items: Tagged[] }
  | { type: 'set'; items: Tagged[] }
  | { type: 'map'; entries: [Tagged, Tagged][] };

const maxDigits = 10_000;

/** A JSON value as a result; what a lesson expects, for instance. */
export function taggedOf(json: Json): Tagged {
  if (json === null) return { type: 'null' };
  if (typeof json === 'boolean') return { type: 'boolean', value: json };
  if (typeof json === 'number') return taggedNumber(json);
  if (typeof json === 'string') return { type: 'text', value: json };
  if (Array.isArray(json)) return { type: 'list', items: json.map(taggedOf) };
  const entries = Object.entries(json);
  return {
    type: 'map',
    entries: entries.map(([key, value]) => [{ type: 'text', value: key }, taggedOf(value)]),
  };
}

/**
 * Reads what a sandbox wrote: JSON with `{$i}` for integers, `{$f}` for floats, `{$m}` for maps and `{$s}`
 * for sets. Undefined when it is anything else, too deep or too large: nothing it says is trusted.
 */
export function readTagged(wire: unknown): Tagged | undefined {
  const budget = { parts: resultParts + 1 };
  return readPart(wire, { depth: resultDepth + 1, budget });
}

interface Room {
  depth: number;
  budget: { parts: number };
}

function readPart(wire: unknown, room: Room): Tagged | undefined {
  room.budget.parts -= 1;
  if (room.depth === 0 || room.budget.parts < 0) return undefined;
  if (wire === null) return { type: 'null' };
  if (typeof wire === 'boolean') return { type: 'boolean', value: wire };
  if (typeof wire === 'string') return { type: 'text', value: wire };
  if (Array.isArray(wire)) return readItems('list', wire, room);
  if (typeof wire !== 'object') return undefined;
  const [[tag, content] = [], ...more] = Object.entries(wire);
  if (more.length > 0) return undefined;
  if (tag === '$i') return readInteger(content);
  if (tag === '$f') return readFloat(content);
  if (tag === '$s') return readItems('set', content, room);
  return tag === '$m' ? readMap(content, room) : undefined;
}

function readItems(type: 'list' | 'set', wire: unknown, room: Room): Tagged | undefined {
  if (!Array.isArray(wire)) return undefined;
  const inside = { ...room, depth: room.depth - 1 };
  const items: Tagged[] = [];
  for (const one of wire) {
    const item = readPart(one, inside);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { type, items };
}

function readMap(wire: unknown, room: Room): Tagged | undefined {
  if (!Array.isArray(wire)) return undefined;
  const inside = { ...room, depth: room.depth - 1 };
  const entries: [Tagged, Tagged][] = [];
  for (const pair of wire) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const key = readPart(pair[0], inside);
    const value = readPart(pair[1], inside);
    if (key === undefined || value === undefined) return undefined;
    entries.push([key, value]);
  }
  return { type: 'map', entries };
}

function readInteger(wire: unknown): Tagged | undefined {
  if (typeof wire !== 'string' || wire.length > maxDigits || !/^-?\d+$/.test(wire))
    return undefined;
  return { type: 'integer', digits: BigInt(wire).toString() };
}

function readFloat(wire: unknown): Tagged | undefined {
  if (typeof wire !== 'string' || wire.length > 40) return undefined;
  if (wire === 'nan') return { type: 'nan' };
  if (wire === 'inf' || wire === '-inf') return { type: 'infinity', negative: wire === '-inf' };
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(wire)) return undefined;
  return taggedFloat(Number(wire));
}

function taggedNumber(value: number): Tagged {
  if (Number.isInteger(value)) return { type: 'integer', digits: BigInt(value).toString() };
  return taggedFloat(value);
}

function taggedFloat(value: number): Tagged {
  if (Number.isNaN(value)) return { type: 'nan' };
  if (!Number.isFinite(value)) return { type: 'infinity', negative: value < 0 };
  return { type: 'float', value };
}
