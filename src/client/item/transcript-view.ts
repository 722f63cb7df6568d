import type { DisplayLine } from './body-part.ts';
import type { Layout } from './lay-out.ts';
import { rowLine } from './row-line.ts';
import type { TranscriptRow } from './transcript-rows.ts';

/** What a screen of a transcript is made of. Nothing in it is changed: a key press makes another one. */
export interface TranscriptView {
  rows: readonly TranscriptRow[];
  /** Keys of rows that are not as they are by default. */
  toggled: ReadonlySet<string>;
  /** What an unfolded row holds, at the width of the screen; undefined while it is being read. */
  layoutOf(row: TranscriptRow): Layout | undefined;
}

/** A line of a transcript: of which row (its place in the list), and which of that row's lines. */
export interface ViewPosition {
  row: number;
  line: number;
}

/** A line on the screen, and where it belongs. */
export interface ViewLine extends ViewPosition {
  line: number;
  shown: DisplayLine;
}

/** Words of the model up to this size are there without being asked for. */
const openSize = 4_000;

/** Whether a row holds more than its line. */
export function canUnfold(row: TranscriptRow): boolean {
  return row.type !== 'attempt' && row.type !== 'damaged' && row.type !== 'more';
}

/** Whether a row is unfolded now. By default only what the model says to people is, when it is short. */
export function isUnfolded(row: TranscriptRow, toggled: ReadonlySet<string>): boolean {
  const byDefault = row.type === 'text' && row.block.size <= openSize;
  return canUnfold(row) && byDefault !== toggled.has(row.key);
}

/** Lines that a row takes now. Costs nothing for a folded row. */
export function heightOf(view: TranscriptView, index: number): number {
  const row = view.rows[index];
  if (!row) return 0;
  if (!isUnfolded(row, view.toggled)) return 1;
  const body = view.layoutOf(row)?.lineCount ?? 1;
  return Math.max(1, body + headLines(row));
}

/** At most `height` lines from a position on: only those rows are looked at. */
export function linesFrom(view: TranscriptView, top: ViewPosition, height: number): ViewLine[] {
  const lines: ViewLine[] = [];
  let skip = top.line;
  for (let row = top.row; row < view.rows.length && lines.length < height; row += 1) {
    const room = height - lines.length;
    const shown = linesOfRow(view, row, { from: skip, count: room });
    lines.push(...shown.map((one, at) => ({ row, line: skip + at, shown: one })));
    skip = 0;
  }
  return lines;
}

/** A position so many lines further down, or up; stops at either end. */
export function moved(view: TranscriptView, from: ViewPosition, by: number): ViewPosition {
  let { row, line } = from;
  line += by;
  while (line < 0 && row > 0) {
    row -= 1;
    line += heightOf(view, row);
  }
  while (row < view.rows.length - 1 && line >= heightOf(view, row)) {
    line -= heightOf(view, row);
    row += 1;
  }
  return { row, line: Math.min(Math.max(0, line), Math.max(0, heightOf(view, row) - 1)) };
}

/** The last line there is. */
export function lastPosition(view: TranscriptView): ViewPosition {
  const row = Math.max(0, view.rows.length - 1);
  return { row, line: Math.max(0, heightOf(view, row) - 1) };
}

/** The line of an unfolded row that shows a place of its body, for a match of a search. */
export function lineOfPlace(
  row: TranscriptRow,
  layout: Layout,
  place: { part: number; at: number },
) {
  return place.part < 0 ? 0 : headLines(row) + layout.lineOf(place.part, place.at);
}

/** Unfolded, words stand for themselves; everything else keeps its line above what it holds. */
function headLines(row: TranscriptRow): number {
  return row.type === 'text' ? 0 : 1;
}

function linesOfRow(
  view: TranscriptView,
  index: number,
  { from, count }: { from: number; count: number },
): DisplayLine[] {
  const row = view.rows[index];
  if (!row) return [];
  const head = rowLine(row);
  if (!isUnfolded(row, view.toggled)) return from === 0 ? [head] : [];
  const layout = view.layoutOf(row);
  const lead = headLines(row);
  const body = layout?.lines(Math.max(0, from - lead), count) ?? [loading(row, head)];
  const all = from < lead ? [head, ...body] : body;
  return all.slice(0, count);
}

/** While its words are read, a text shows their beginning: what comes then replaces it in place. */
function loading(row: TranscriptRow, head: DisplayLine): DisplayLine {
  return row.type === 'text' ? head : { role: 'meta', text: 'reading …' };
}
