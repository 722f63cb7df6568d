import type { Line, Span } from '../../line.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';

/** A column of figures, right-aligned; shown in tables at least `from` cells wide. */
export interface Column<Row> {
  title: string;
  width: number;
  from?: number;
  cell(row: Row): Span;
}

export interface Table<Row> {
  /** Heads of the columns of names at the left, each with its text and its least width. */
  names: readonly { title: string; width: number; text(row: Row): string }[];
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Said in place of rows. */
  empty: string;
}

/** A name gets at most so many cells more than it needs. */
const mostSpare = 14;

/** Heads and rows; the first name takes the room that is left. */
export function tableLines<Row>(
  { names, columns, rows, empty }: Table<Row>,
  { width, terminal }: { width: number; terminal: Terminal },
): Line[] {
  const shown = columns.filter(({ from = 0 }) => width >= from);
  const needed = [...names, ...shown].reduce((sum, column) => sum + column.width + 1, 0);
  const spare = Math.max(0, Math.min(mostSpare, width - needed));
  const name = (text: string, index: number) =>
    ` ${pad(text, (names[index]?.width ?? 0) + (index === 0 ? spare : 0), terminal.charset)}`;
  const head: Line = [
    { text: names.map(({ title }, index) => name(title, index)).join(''), tone: 'quiet' },
    ...shown.map(
      ({ title, width }): Span => ({ text: ` ${title.padStart(width)}`, tone: 'quiet' }),
    ),
  ];
  if (rows.length === 0) return [head, [{ text: ` ${empty}`, tone: 'quiet' }]];
  const line = (row: Row): Line => [
    { text: names.map(({ text }, index) => name(text(row), index)).join('') },
    ...shown.map(({ cell, width }): Span => {
      const span = cell(row);
      return { ...span, text: ` ${span.text.padStart(width)}` };
    }),
  ];
  return [head, ...rows.map(line)];
}
