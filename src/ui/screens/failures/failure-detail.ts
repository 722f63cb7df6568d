import type { Line } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';
import { breakWords } from '../item/break-words.ts';
import type { FailureRow } from './failure-rows.ts';

const textRows = 2;
/** Its title and its text. */
export const detailRows = textRows + 1;

/** What the row in focus has no room for: the whole last message, or the whole reason. */
export function detailLines(row: FailureRow, width: number, terminal: Terminal): Line[] {
  const isItem = row.type === 'item';
  const text = isItem ? row.reason : row.failure.message;
  const title = isItem ? `why ${row.item} needs a person` : `last said by ${row.failure.criterion}`;
  // Breaking costs time by length, and what models write may be long.
  const rows = breakWords(text.slice(0, width * 4), width - 2, terminal.charset);
  return [
    titleRule(title, width, terminal),
    ...rows.slice(0, textRows).map((one): Line => [{ text: ` ${one}` }]),
  ];
}
