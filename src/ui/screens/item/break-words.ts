import { breakRows, type Charset, cut } from '../../sanitise.ts';
import { textWidth } from '../../text-width.ts';

/** A line made safe and broken into rows of at most `cells`, between words where they are short enough. */
export function breakWords(line: string, cells: number, charset: Charset): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (textWidth(cut(longer, cells + 1, charset)) <= cells) {
      row = longer;
      continue;
    }
    if (row !== '') rows.push(row);
    const pieces = breakRows(word, cells, charset);
    rows.push(...pieces.slice(0, -1));
    row = pieces.at(-1) ?? '';
  }
  return [...rows, row];
}
