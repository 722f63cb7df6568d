import type { CellMark, CellsPanel } from '../../../engine/playback.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { cut, pad } from '../../sanitise.ts';
import { textWidth } from '../../text-width.ts';
import type { Terminal } from '../../theme.ts';
import { windowStart } from './window-start.ts';

const widestCell = 12;
const widestLabel = 14;
const mostMarkLines = 3;

interface Grid {
  /** Cells before the first column, and of each column without the bar after it. */
  lead: number;
  cellWidth: number;
  /** Columns that are shown. */
  from: number;
  count: number;
  terminal: Terminal;
}

/** Cells in rows with bars between them, around what is marked; under each row what points at its cells. */
export function cellsLines(
  panel: CellsPanel,
  { width, rows, terminal }: { width: number; rows: number; terminal: Terminal },
): Line[] {
  const columns = panel.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const grid = gridOf(panel, { width, columns, terminal });
  const heads = panel.columnLabels ? [rowOf(panel.columnLabels, '', grid, ' ')] : [];
  const more = moreText(panel, columns, grid);
  const foot: Line[] = more === '' ? [] : [[{ text: ` ${more}`, tone: 'quiet' }]];
  const blocks = panel.rows.map((_, index) => blockOf(panel, index, grid));
  const room = Math.max(1, rows - heads.length - foot.length);
  return [...heads, ...windowed(blocks, panel.marks[0]?.row ?? 0, room), ...foot];
}

function gridOf(
  { rows, marks, rowLabels = [], columnLabels = [] }: CellsPanel,
  { width, columns, terminal }: { width: number; columns: number; terminal: Terminal },
): Grid {
  const { charset } = terminal;
  const widest = (texts: readonly string[], most: number) =>
    texts.reduce((cells, text) => Math.max(cells, textWidth(cut(text, most, charset))), 0);
  const labels = widest(rowLabels, widestLabel);
  const lead = labels === 0 ? 1 : labels + 2;
  const cellWidth = Math.max(1, widest([...rows.flat(), ...columnLabels], widestCell));
  const count = Math.max(1, Math.floor((width - lead) / (cellWidth + 1)));
  const from = windowStart(marks[0]?.column ?? 0, { length: columns, room: count });
  return { lead, cellWidth, from, count, terminal };
}

function moreText({ more = '' }: CellsPanel, columns: number, { from, count }: Grid): string {
  if (columns <= count) return more;
  return `columns ${from} to ${Math.min(columns, from + count) - 1} of ${columns} ${more}`.trim();
}

function rowOf(
  cells: readonly string[],
  label: string,
  { lead, cellWidth, from, count, terminal }: Grid,
  between: string,
): Line {
  const { charset } = terminal;
  const name = lead === 1 ? ' ' : ` ${pad(label, lead - 2, charset)} `;
  const tone: Tone = between === ' ' ? 'quiet' : 'plain';
  return [
    { text: name, tone: 'quiet' },
    ...cells.slice(from, from + count).flatMap((text): Span[] => [
      { text: pad(text, cellWidth, charset), tone },
      { text: between, tone: 'quiet' },
    ]),
  ];
}

/** A row of cells and the marks under it. */
function blockOf({ rows, rowLabels, marks }: CellsPanel, index: number, grid: Grid): Line[] {
  const { glyphs } = grid.terminal;
  const line = rowOf(rows[index] ?? [], rowLabels?.[index] ?? '', grid, glyphs.bar);
  return [
    line,
    ...markLines(
      marks.filter(({ row }) => row === index),
      grid,
    ),
  ];
}

/** Each mark begins under its cell; those that would run into another go a line lower. */
function markLines(marks: readonly CellMark[], grid: Grid): Line[] {
  const { lead, cellWidth, from, count, terminal } = grid;
  const byColumn = Map.groupBy(marks, ({ column }) => column);
  const lines: { text: string; used: number }[] = [];
  for (const [column, same] of [...byColumn].sort(([a], [b]) => a - b)) {
    if (column < from || column >= from + count) continue;
    const label = cut(`^${same.map((one) => one.label).join(',')}`, 24, terminal.charset);
    const start = lead + (column - from) * (cellWidth + 1);
    const free = lines.find(({ used }) => used < start || used === 0);
    const line = free ?? { text: '', used: 0 };
    if (!free && lines.length >= mostMarkLines) continue;
    if (!free) lines.push(line);
    line.text += ' '.repeat(start - line.used) + label;
    line.used = start + textWidth(label);
  }
  return lines.map(({ text }): Line => [{ text, tone: 'accent' }]);
}

/** Whole blocks around the marked one, as many as fit. */
function windowed(blocks: readonly Line[][], at: number, room: number): Line[] {
  let from = Math.max(0, Math.min(at, blocks.length - 1));
  let to = from + 1;
  let used = blocks[from]?.length ?? 0;
  for (let grows = true; grows; ) {
    grows = false;
    for (const next of [to, from - 1]) {
      const size = blocks[next]?.length;
      if (size === undefined || used + size > room) continue;
      used += size;
      from = Math.min(from, next);
      to = Math.max(to, next + 1);
      grows = true;
    }
  }
  return blocks.slice(from, to).flat().slice(0, room);
}
