/** More matches than this are not counted. */
export const MAX_MATCHES = 100;

/** Positions of a piece of text, overlapping ones included (they are ambiguous too); at most 100. */
export function findMatches(text: string, piece: string): number[] {
  const found: number[] = [];
  let at = text.indexOf(piece);
  while (at !== -1 && found.length < MAX_MATCHES) {
    found.push(at);
    at = text.indexOf(piece, at + 1);
  }
  return found;
}

/** The number of the line, from 1, that a position is on. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}
