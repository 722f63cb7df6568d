/**
 * Whether a pattern fits a whole text: `*` stands for any characters, none and line breaks included;
 * `\*` and `\\` for a star and a backslash; everything else for itself.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = segmentsOf(pattern);
  const last = rest.pop();
  if (last === undefined) return text === first;
  const end = text.length - last.length;
  if (first.length > end || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  // The earliest place of each leaves the most for those after it, so none needs a second try.
  for (const segment of rest) {
    const found = text.indexOf(segment, at);
    if (found < 0) return false;
    at = found + segment.length;
    if (at > end) return false;
  }
  return true;
}

/** The pattern that fits this text alone. */
export function literalPattern(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}

/** What lies between the stars of a pattern, in plain text; at least one. */
function segmentsOf(pattern: string): string[] {
  const segments: string[] = [];
  let segment = '';
  for (const [part] of pattern.matchAll(/\\[\\*]|\*|[^\\*]+|\\/g)) {
    if (part === '*') {
      segments.push(segment);
      segment = '';
    } else {
      segment += part === '\\*' || part === '\\\\' ? part.charAt(1) : part;
    }
  }
  return [...segments, segment];
}
