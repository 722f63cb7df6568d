/** Text to add to a source. At one offset closing texts come before opening ones, and nest inside out. */
export interface Insertion {
  at: number;
  text: string;
  side: 'open' | 'close';
}

/** The source with all insertions applied; those noted first end up outermost. */
export function applyInsertions(source: string, insertions: Insertion[]): string {
  const closing = insertions.filter(({ side }) => side === 'close').reverse();
  const opening = insertions.filter(({ side }) => side === 'open');
  // The sort is stable, so closing and opening texts of one offset keep their order.
  const ordered = [...closing, ...opening].sort((a, b) => a.at - b.at);
  let result = '';
  let from = 0;
  for (const { at, text } of ordered) {
    result += source.slice(from, at) + text;
    from = at;
  }
  return result + source.slice(from);
}

/** A pair of insertions that wraps the text between two offsets. */
export function wrap(
  range: { start: number; end: number },
  before: string,
  after: string,
): Insertion[] {
  return [
    { at: range.start, text: before, side: 'open' },
    { at: range.end, text: after, side: 'close' },
  ];
}
