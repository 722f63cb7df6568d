import type { Node } from 'jsonc-parser';

/** A place in a parsed text: the value there, and where it hangs. */
export interface Found {
  type: 'found';
  node: Node;
  /** Undefined for the whole. */
  within: Node | undefined;
  /** Number of the child of `within` that holds it. */
  index: number;
}

/** How far a pointer leads: `node` is the last value on its way, `token` what it does not have. */
export interface Missing {
  type: 'missing';
  node: Node;
  /** How many of the pointer's tokens lead to `node`. */
  depth: number;
  token: string;
}

/** The value that the tokens lead to; of a key that stands twice the last, as JSON.parse takes it. */
export function findAt(root: Node, tokens: readonly string[]): Found | Missing {
  let found: Found = { type: 'found', node: root, within: undefined, index: 0 };
  for (const [depth, token] of tokens.entries()) {
    const { node } = found;
    const index = childIndex(node, token);
    const child = index === undefined ? undefined : childValue(node.children?.[index]);
    if (index === undefined || child === undefined) return { type: 'missing', node, depth, token };
    found = { type: 'found', node: child, within: node, index };
  }
  return found;
}

/** The name of an element in an array, as RFC 6901 writes it; undefined for anything else. */
export function elementIndex(token: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(token) ? Number(token) : undefined;
}

/** The key of each member of an object. */
export function keysOf(node: Node): string[] {
  return (node.children ?? []).map((property) => String(property.children?.[0]?.value));
}

/** The text with a value put in the place of another one. */
export function replaced(text: string, node: Node, value: string): string {
  return splice(text, { start: node.offset, end: endOf(node) }, value);
}

/** The text without one child of an object or array, and the comma that goes with it. */
export function removed(text: string, within: Node, index: number): string {
  const children = within.children ?? [];
  const child = children[index];
  const next = children[index + 1];
  const previous = children[index - 1];
  if (!child) return text;
  if (next) return splice(text, { start: child.offset, end: next.offset }, '');
  if (previous) return splice(text, { start: endOf(previous), end: endOf(child) }, '');
  return splice(text, { start: within.offset + 1, end: endOf(within) - 1 }, '');
}

/** The text with one more child at a place, set apart from its neighbours as they are from each other. */
export function inserted(text: string, within: Node, { index, child }: NewChild): string {
  const children = within.children ?? [];
  const last = children.at(-1);
  const next = children[index];
  if (!last) return splice(text, { start: within.offset + 1, end: endOf(within) - 1 }, child);
  if (!next) {
    const gap = gapBefore(text, within, children.length - 1);
    return splice(text, { start: endOf(last), end: endOf(last) }, `,${gap}${child}`);
  }
  const gap = gapBefore(text, within, index === 0 && children.length > 1 ? 1 : index);
  return splice(text, { start: next.offset, end: next.offset }, `${child},${gap}`);
}

interface NewChild {
  index: number;
  /** Of an object's member with its key. */
  child: string;
}

/** A member as text, its colon written as in the members before it. */
export function memberText(text: string, within: Node, member: { key: string; value: string }) {
  const [key, value] = within.children?.[0]?.children ?? [];
  const colon = key && value ? text.slice(endOf(key), value.offset) : ': ';
  return `${JSON.stringify(member.key)}${colon}${member.value}`;
}

/** The white space at the beginning of the line that a position is on. */
export function indentAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, position))?.[0] ?? '';
}

function childIndex(node: Node, token: string): number | undefined {
  if (node.type === 'array') return elementIndex(token);
  if (node.type !== 'object') return undefined;
  const index = keysOf(node).lastIndexOf(token);
  return index < 0 ? undefined : index;
}

function childValue(child: Node | undefined): Node | undefined {
  return child?.type === 'property' ? child.children?.[1] : child;
}

function gapBefore(text: string, within: Node, index: number): string {
  const child = within.children?.[index];
  const previous = within.children?.[index - 1];
  if (!child) return '';
  const start = previous ? endOf(previous) : within.offset + 1;
  return text.slice(start, child.offset).replace(',', '');
}

function endOf(node: Node): number {
  const last = node.type === 'property' ? (node.children?.at(-1) ?? node) : node;
  return last.offset + last.length;
}

function splice(text: string, range: { start: number; end: number }, put: string): string {
  return text.slice(0, range.start) + put + text.slice(range.end);
}
