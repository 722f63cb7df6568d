import { isDeepStrictEqual } from 'node:util';
import { getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { excerpt, explainMissing, short } from './explain-missing.ts';
import {
  elementIndex,
  findAt,
  indentAt,
  inserted,
  memberText,
  removed,
  replaced,
} from './json-text.ts';
import { forbiddenKey, forbiddenKeyIn, parsePointer, pointerText } from './pointer.ts';
import { valueText } from './value-text.ts';

/** An operation of RFC 6902. */
export type Operation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string };

/** The operation cannot be carried out, and why; never leaves a patch. */
export class Refusal extends Error {}

/** The text after one operation: nothing but what it addresses differs. Throws a Refusal. */
export function applyToText(text: string, operation: Operation): string {
  const root = parseTree(text, [], { disallowComments: true });
  if (!root) throw new Refusal('the file is empty');
  const path = tokensOf(operation.path);
  const on: Target = { text, root, path };
  switch (operation.op) {
    case 'test':
      return tested(on, operation.value);
    case 'remove':
      return without(on);
    case 'replace':
      return withValue(on, textFor(on, allowed(operation.value)));
    case 'add':
      return added(on, textFor(on, allowed(operation.value)));
    case 'copy':
      return added(on, sourceText({ text, root, path: tokensOf(operation.from) }));
    case 'move':
      return moved(on, tokensOf(operation.from));
    default:
      return operation satisfies never;
  }
}

interface Target {
  text: string;
  root: Node;
  path: string[];
}

function tested({ text, root, path }: Target, value: unknown): string {
  const { node } = mustFind({ text, root, path });
  if (isDeepStrictEqual(getNodeValue(node), value)) return text;
  const expected = short(JSON.stringify(value));
  throw new Refusal(`the test fails: expected ${expected}, found ${excerpt(text, node)}`);
}

function without(on: Target): string {
  const { within, index } = mustFind(on);
  if (!within) throw new Refusal('the whole cannot be removed; use write_file');
  return removed(on.text, within, index);
}

function withValue(on: Target, value: string): string {
  return replaced(on.text, mustFind(on).node, value);
}

function added(on: Target, value: string): string {
  const { text, root, path } = on;
  const key = path.at(-1);
  if (key === undefined) return replaced(text, root, value);
  const { node } = mustFind({ text, root, path: path.slice(0, -1) });
  if (node.type === 'array') {
    const length = node.children?.length ?? 0;
    const index = key === '-' ? length : elementIndex(key);
    if (index === undefined || index > length) {
      const found = { type: 'missing', node, depth: path.length - 1, token: key } as const;
      throw new Refusal(`${explainMissing(text, path, found)}; "-" adds at its end`);
    }
    return inserted(text, node, { index, child: value });
  }
  const there = findAt(root, path);
  if (there.type === 'found') return replaced(text, there.node, value);
  if (node.type !== 'object') throw new Refusal(explainMissing(text, path, there));
  const child = memberText(text, node, { key, value });
  return inserted(text, node, { index: node.children?.length ?? 0, child });
}

/** The text of the value goes along as it is. */
function moved(on: Target, from: string[]): string {
  const { text, root, path } = on;
  const value = sourceText({ text, root, path: from });
  if (pointerText(path) === pointerText(from)) return text;
  if (path.length > from.length && from.every((token, at) => token === path[at])) {
    throw new Refusal('a value cannot be moved into itself');
  }
  const rest = without({ text, root, path: from });
  const left = parseTree(rest, [], { disallowComments: true });
  if (!left) throw new Refusal('nothing would be left');
  return added({ text: rest, root: left, path }, value);
}

function sourceText(on: Target): string {
  const { offset, length } = mustFind(on).node;
  return on.text.slice(offset, offset + length);
}

function mustFind({ text, root, path }: Target) {
  const found = findAt(root, path);
  if (found.type === 'found') return found;
  throw new Refusal(explainMissing(text, path, found));
}

function textFor({ text, root, path }: Target, value: unknown): string {
  const there = findAt(root, path);
  return valueText(value, indentAt(text, there.node.offset));
}

function allowed(value: unknown): unknown {
  const key = forbiddenKeyIn(value);
  if (key !== undefined) throw new Refusal(forbiddenKey(key));
  return value;
}

function tokensOf(pointer: string): string[] {
  const parsed = parsePointer(pointer);
  if (parsed.type === 'refused') throw new Refusal(parsed.why);
  return parsed.tokens;
}
