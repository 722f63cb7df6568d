import { MAX_JSON_DEPTH } from './reply-limits.ts';

/** JSON of somebody else: its value, or why there is none. */
export type ParsedJson = { type: 'value'; value: unknown } | { type: 'broken' | 'too-deep' };

/** Parses JSON of at most `MAX_JSON_DEPTH` levels. Deeper values parse, but overflow whatever walks them. */
export function parseBounded(text: string): ParsedJson {
  if (isTooDeep(text)) return { type: 'too-deep' };
  try {
    return { type: 'value', value: JSON.parse(text) };
  } catch {
    return { type: 'broken' };
  }
}

/** Whether brackets outside of strings nest deeper than they may; says nothing about the rest. */
export function isTooDeep(text: string): boolean {
  // Most texts have too few brackets in all, and those are found far quicker than strings are passed over.
  if (!hasAtLeast(text, MAX_JSON_DEPTH)) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth -= 1;
    if (depth > MAX_JSON_DEPTH) return true;
  }
  return false;
}

/** Whether a text has so many opening brackets of one kind or the other, wherever they stand. */
function hasAtLeast(text: string, count: number): boolean {
  let found = 0;
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      found += 1;
      if (found >= count) return true;
    }
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The place of the quote that ends the string begun at `start`, or of the last character. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
