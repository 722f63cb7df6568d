import type { Json } from '../engine/json.ts';
import { layOut } from './lay-out.ts';

/** An operation of `patch_json`, of the one kind that the author uses. */
export type Replacement = {
  op: 'replace';
  /** JSON pointer. */
  path: string;
  value: Json;
};

/** Where values lie in one row each: what replaces one lies there as the author would lay it out. */
const ROW_LEVEL = 4;
const ROW_CHARS = 1_000;

/**
 * Replacements that turn one text of the author's into another one, byte for byte; undefined where that
 * takes more than values in their places.
 */
export function patchBetween(before: string, after: string): Replacement[] | undefined {
  const [from, to] = [parsed(before), parsed(after)];
  if (from === undefined || to === undefined || layOut(from) !== before) return undefined;
  const operations = replacements(from, to, '');
  return operations.every(isInRow) && applyPatch(before, operations) === after
    ? operations
    : undefined;
}

/** The author's text after its own operations; undefined for what it would not have written. */
export function applyPatch(text: string, operations: Json | undefined): string | undefined {
  const value = parsed(text);
  if (value === undefined || !Array.isArray(operations)) return undefined;
  const patched = operations.reduce<Json | undefined>(
    (whole, operation) => (whole === undefined ? undefined : put(whole, operation)),
    value,
  );
  return patched === undefined ? undefined : layOut(patched);
}

function put(whole: Json, operation: Json): Json | undefined {
  if (!isObject(operation) || typeof operation.path !== 'string') return undefined;
  const keys = operation.path.split('/').slice(1).map(unescaped);
  const last = keys.pop();
  const within = keys.reduce<Json | undefined>((value, key) => childOf(value, key), whole);
  if (last === undefined || childOf(within, last) === undefined) return undefined;
  const { value = null } = operation;
  if (Array.isArray(within)) within[Number(last)] = value;
  else if (isObject(within)) within[last] = value;
  return whole;
}

function replacements(before: Json, after: Json, path: string): Replacement[] {
  const keys = keysOf(before);
  if (keys.length === 0 || keys.join('\n') !== keysOf(after).join('\n')) {
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    return isSame ? [] : [{ op: 'replace', path, value: after }];
  }
  return keys.flatMap((key) =>
    replacements(
      childOf(before, key) ?? null,
      childOf(after, key) ?? null,
      `${path}/${escaped(key)}`,
    ),
  );
}

function isInRow({ path, value }: Replacement): boolean {
  if (path === '') return false;
  if (typeof value !== 'object' || value === null) return true;
  return path.split('/').length > ROW_LEVEL && JSON.stringify(value).length <= ROW_CHARS;
}

/** A list and an object are told apart by the names of what is in them. */
function keysOf(value: Json): string[] {
  if (Array.isArray(value)) return value.map((_, index) => `${index}`);
  return isObject(value) ? Object.keys(value) : [];
}

function childOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
