/** Lines of a transcript are as wide as the screen, but for those that are cut to it. */
const mostLooked = 2_000;

/** Where a line holds what was searched for, capitals or not, as the search compares. */
export function placesOf(text: string, query: string): { index: number; length: number }[] {
  if (query === '') return [];
  const pattern = new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  const matches = text.slice(0, mostLooked).matchAll(pattern);
  return [...matches].map(({ index, 0: found }) => ({ index, length: found.length }));
}
