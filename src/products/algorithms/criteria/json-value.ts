import type { Json } from '../../../engine/json.ts';

export type JsonObject = { [key: string]: Json };

/** No lesson needs more; what is nested deeper is refused before anything recursive sees it. */
export const maxDepth = 100;
const shownCharacters = 80;

/** The value as an object, or undefined when it is none. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** The value as a string, or undefined when it is none. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An own member of an object: what a prototype offers is not part of the artefact. */
export function member(object: Json | undefined, key: string): Json | undefined {
  const members = asObject(object);
  return members !== undefined && Object.hasOwn(members, key) ? members[key] : undefined;
}

/** Whether the value is nested deeper than `limit` levels; does not recurse. */
export function isDeeperThan(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: Json[] = [];
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue;
      for (const child of Object.values(node)) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}

/** Text that is the same for equal values, whatever the order of their keys; blind below `maxDepth`. */
export function canonical(value: Json | undefined, depth = 0): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > maxDepth) return '"…"';
  if (Array.isArray(value))
    return `[${value.map((child) => canonical(child, depth + 1)).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child, depth + 1)}`).join(',')}}`;
}

/** Equality of JSON values, the order of keys aside; blind below `maxDepth`. */
export function sameJson(a: Json | undefined, b: Json | undefined, depth = 0): boolean {
  if (a === b || depth > maxDepth) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((child, index) => sameJson(child, b[index], depth + 1));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key], depth + 1))
  );
}

/** The value in at most 80 characters, for `expected` and `found`. */
export function show(value: Json | undefined): string {
  const short = typeof value === 'string' ? value.slice(0, 2 * shownCharacters) : value;
  return cut(canonical(short));
}

/** Text in at most 80 characters, with an ellipsis where it was cut. */
export function cut(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters - 1)}…`;
}
