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
  const { title, text } = wordsOf(row);
  // Breaking costs time by length, and what models write may be long.
  const rows = breakWords(text.slice(0, width * 4), width - 2, terminal.charset);
  return [
    titleRule(title, width, terminal),
    ...rows.slice(0, textRows).map((one): Line => [{ text: ` ${one}` }]),
  ];
}

function wordsOf(row: FailureRow): { title: string; text: string } {
  switch (row.type) {
    case 'breaker':
      return { title: `why ${row.breaker.id} is open`, text: row.breaker.reason };
    case 'criterion':
      return { title: `last said by ${row.failure.criterion}`, text: row.failure.message };
    case 'item':
      return { title: `why ${row.item} needs a person`, text: row.reason };
    default:
      return row satisfies never;
  }
}
