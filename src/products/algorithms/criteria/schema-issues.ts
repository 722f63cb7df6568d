import type { z } from 'zod';
import type { Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import { member, show } from './json-value.ts';

type ZodIssue = z.core.$ZodIssue;

/** A JSON path below `base`: `['testCases', 0, 'id']` becomes `$.testCases[0].id`. */
export function jsonPath(base: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_$][\w$]{0,60}$/.test(name) ? `${path}.${name}` : `${path}[${show(name)}]`;
  }, base);
}

/** What a schema found wrong in `value`, which lies at `base`, in the report card's words. */
export function schemaIssues(found: readonly ZodIssue[], value: Json, base: string): Issue[] {
  return found.map((issue) => {
    const part = at(value, issue.path);
    return {
      path: jsonPath(base, issue.path),
      message: sentence(issue, part === undefined),
      found: show(part),
      fix: fixFor(issue, part === undefined),
    };
  });
}

/** What the schema finds wrong in the value; one fault for the whole when they are too many to list. */
export function faultsIn(schema: z.ZodType, value: Json): readonly ZodIssue[] {
  try {
    return schema.safeParse(value).error?.issues ?? [];
  } catch (error) {
    // zod passes faults on as arguments, and more than a stack holds is no fault of the schema.
    if (!(error instanceof RangeError)) throw error;
    const message = 'There are too many faults to list';
    return [{ code: 'custom', path: [], message }];
  }
}

/** Empty text is another criterion's business: it says where, once. */
export function isEmptyText(issue: ZodIssue): boolean {
  return issue.code === 'too_small' && issue.origin === 'string';
}

/** The part of `value` that a schema issue's path leads to. */
export function at(value: Json, keys: readonly PropertyKey[]): Json | undefined {
  return keys.reduce<Json | undefined>((part, key) => {
    if (Array.isArray(part)) return typeof key === 'number' ? part[key] : undefined;
    return member(part, String(key));
  }, value);
}

function sentence(issue: ZodIssue, missing: boolean): string {
  if (issue.code === 'unrecognized_keys') {
    return `Unknown key ${issue.keys.slice(0, 5).map(show).join(', ')}.`;
  }
  return missing ? 'This required part is missing.' : `${issue.message}.`;
}

function fixFor(issue: ZodIssue, missing: boolean): string {
  if (issue.code === 'unrecognized_keys')
    return 'Remove it, or move it to where the format has it.';
  return missing
    ? 'Add it as the format describes.'
    : 'Give it the form that the format describes.';
}
