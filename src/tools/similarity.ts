const COMPARED_CHARS = 300;

/** Dice's coefficient over pairs of neighbouring characters: 0 for nothing in common, 1 for all. */
export function similarity(a: Set<string>, b: Set<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

/** The pairs of neighbouring characters of a text's first 300. */
export function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  const end = Math.min(text.length, COMPARED_CHARS);
  for (let at = 0; at + 1 < end; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}
