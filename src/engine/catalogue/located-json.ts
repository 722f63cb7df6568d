import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { z } from 'zod';
import { isTooDeep } from '../../models/bounded-json.ts';
import { MAX_JSON_DEPTH } from '../../models/reply-limits.ts';
import { UserError } from '../user-error.ts';

/** Parsed JSON that remembers where everything stood, for errors with file and line. */
export interface LocatedJson {
  value: unknown;
  /** Line (from 1) of the value at a path, or of the nearest enclosing value that exists. */
  lineOf(path: PropertyKey[]): number;
}

/** Parses strict JSON. Throws a UserError with file and line at the first fault. */
export function parseLocated(file: string, source: string): LocatedJson {
  const text = source.replace(/^\uFEFF/, '');
  if (isTooDeep(text)) {
    throw new UserError(`${file}: expected JSON of at most ${MAX_JSON_DEPTH} levels, found more.`);
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error || !tree) {
    const at = lineAt(text, error?.offset ?? 0);
    const what = error ? printParseErrorCode(error.error) : 'an empty file';
    throw new UserError(
      `${file}:${at}: expected JSON, found a fault (${what}). Correct that line.`,
    );
  }
  return {
    value: JSON.parse(text),
    lineOf: (path) => lineAt(text, nearest(tree, path).offset),
  };
}

/** Where a fault stands: a field that nobody knows at itself, not at what it is in. */
export function placeOf(issue: z.core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys'
    ? [...issue.path, ...issue.keys.slice(0, 1)]
    : issue.path;
}

/** One fault a schema found, in the words of every error about a file: place, field, what, found. */
export function describeFault(at: string, issue: z.core.$ZodIssue, value: unknown): string {
  const field = issue.path.length === 0 ? 'the whole' : `field ${issue.path.join('.')}`;
  return `${at}: ${field}: ${issue.message}; found ${shown(valueAt(value, issue.path))}`;
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function nearest(tree: Node, path: PropertyKey[]): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const keys = path.slice(0, length).filter((key) => typeof key !== 'symbol');
    const node = findNodeAtLocation(tree, keys);
    if (node) return node;
  }
  return tree;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
