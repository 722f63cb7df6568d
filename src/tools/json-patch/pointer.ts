/** A JSON pointer taken apart, or why it is none that may be used. */
export type Pointer = { type: 'pointer'; tokens: string[] } | { type: 'refused'; why: string };

const MAX_TOKENS = 100;
/** Keys by which careless readers of JSON reach the prototype of all objects. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads a JSON pointer (RFC 6901); the path of a report card (`$.a[0]`) is told as one. */
export function parsePointer(text: string): Pointer {
  if (text === '') return { type: 'pointer', tokens: [] };
  if (!text.startsWith('/')) {
    const meant = fromPath(text);
    const hint = meant === undefined ? '' : `; here it is ${JSON.stringify(meant)}`;
    return { type: 'refused', why: `a JSON pointer begins with "/", such as "/a/0/b"${hint}` };
  }
  const tokens = text.slice(1).split('/');
  if (tokens.length > MAX_TOKENS) {
    return { type: 'refused', why: `a pointer has at most ${MAX_TOKENS} parts` };
  }
  if (tokens.some((token) => /~(?![01])/.test(token))) {
    return {
      type: 'refused',
      why: 'in a pointer "~" is written as "~0", and "/" in a key as "~1"',
    };
  }
  const keys = tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const forbidden = keys.find(isForbiddenKey);
  if (forbidden !== undefined) return { type: 'refused', why: forbiddenKey(forbidden) };
  return { type: 'pointer', tokens: keys };
}

/** The pointer that these keys make. */
export function pointerText(tokens: readonly string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The first key anywhere in a value that may not be written; looks no deeper than a pointer can. */
export function forbiddenKeyIn(value: unknown, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || depth > MAX_TOKENS) return undefined;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value) && isForbiddenKey(key)) return key;
    const inside = forbiddenKeyIn(child, depth + 1);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** Why such a key is refused, in words. */
export function forbiddenKey(key: string): string {
  return `the key "${key}" is not taken: use another name`;
}

function isForbiddenKey(key: string): boolean {
  return FORBIDDEN.has(key);
}

/** `$.a[0]["b c"]` as a pointer. */
function fromPath(text: string): string | undefined {
  if (!text.startsWith('$') || text.length > 500) return undefined;
  const tokens: string[] = [];
  const part = /\.([\p{L}\p{N}_$-]+)|\[(\d+)\]|\["([^"\\]+)"\]/uy;
  part.lastIndex = 1;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return pointerText(tokens);
}
