/** Characters of a text that an index keeps. */
export const excerptLength = 160;

/** The first line that says anything, at most 160 characters, as a text of its own that holds no other. */
export function excerptOf(text: string): string {
  const head = text.slice(0, 8 * excerptLength).trimStart();
  const end = head.search(/[\r\n]/);
  const line = end < 0 ? head : head.slice(0, end);
  return copied(line.slice(0, excerptLength));
}

/** The same text in memory of its own: a slice would keep the whole that it was cut from. */
export function copied(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
