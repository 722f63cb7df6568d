const word = /[\p{L}\p{N}]+/gu;

/** The different words of a text, in lower case. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(word) ?? []);
}

/** Share of the smaller set's words that the other has too, 0 to 1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let common = 0;
  for (const each of small) if (large.has(each)) common += 1;
  return common / small.size;
}
