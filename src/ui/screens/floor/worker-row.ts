import { formatAge, formatUsd, shortModel } from '../../format.ts';
import type { Line, Span } from '../../line.ts';
import type { LoopLimits } from '../../loop-limits.ts';
import { lastCells, pad } from '../../sanitise.ts';
import type { WorkerView } from '../../selectors.ts';
import type { Terminal } from '../../theme.ts';
import { type Pane, phaseTone } from './worker-lines.ts';

interface Column {
  /** The column is shown in rows at least this wide. */
  from: number;
  width: number;
  right?: boolean;
  cell: (view: WorkerView, terminal: Terminal, limits: LoopLimits) => Span;
}

const narrowestItem = 10;
const numberCells = 4;
const streamFrom = 112;

const after: readonly Column[] = [
  { from: 72, width: 11, cell: ({ model }) => ({ text: shortModel(model), tone: 'quiet' }) },
  {
    from: 56,
    width: 2,
    cell: ({ repairs }) => ({ text: repairs > 0 ? `r${repairs}` : '', tone: 'warn' }),
  },
  {
    from: 46,
    width: 5,
    right: true,
    cell: ({ turn, busy }, _, limits) => ({
      text: busy ? `${turn}/${limits.maxTurns}` : '',
      tone: 'quiet',
    }),
  },
  { from: 34, width: 10, cell: ({ phase }) => ({ text: phase, tone: phaseTone[phase] }) },
  { from: 88, width: 15, cell: toolCell },
  {
    from: 54,
    width: 7,
    right: true,
    cell: ({ costUsd, busy }) => ({ text: busy ? formatUsd(costUsd) : '' }),
  },
  {
    from: 0,
    width: 4,
    right: true,
    cell: ({ seconds, busy }) => ({
      text: busy ? formatAge(seconds * 1000) : '',
      tone: 'quiet',
    }),
  },
];

/** A worker in one row, in columns that line up with its neighbours' of the same width. */
export function workerRow(
  view: WorkerView,
  { width, limits, isPicked }: Omit<Pane, 'rows'>,
  terminal: Terminal,
): Line {
  const right = after.filter(({ from }) => width >= from);
  const taken = right.reduce((sum, column) => sum + column.width + 1, numberCells + 1);
  const free = Math.max(narrowestItem, width - taken - 1);
  const itemWidth = width >= streamFrom ? Math.min(free, 28) : free;
  const cells = (columns: readonly Column[]) =>
    columns.flatMap((column) => [
      fill(column, column.cell(view, terminal, limits), terminal),
      { text: ' ' },
    ]);
  return [
    { text: isPicked ? terminal.glyphs.pick : ' ', tone: 'accent' },
    { text: `${String(view.worker + 1).padStart(numberCells - 1)} `, tone: 'quiet' },
    {
      text: pad(view.busy ? view.item : 'idle', itemWidth, terminal.charset),
      tone: view.busy ? 'strong' : 'quiet',
    },
    { text: ' ' },
    ...cells(right),
    { text: lastCells(view.tail, free - itemWidth - 1, terminal.charset), tone: 'quiet' },
  ];
}

function fill(column: Column, { text, tone }: Span, { charset }: Terminal): Span {
  const padded = pad(text, column.width, charset);
  const shown = column.right ? padded.trimEnd().padStart(column.width) : padded;
  return tone === undefined ? { text: shown } : { text: shown, tone };
}

function toolCell({ tool, toolIsError }: WorkerView, { glyphs }: Terminal): Span {
  if (tool === '') return { text: '' };
  return toolIsError
    ? { text: `${glyphs.bad} ${tool}`, tone: 'bad' }
    : { text: `${glyphs.good} ${tool}`, tone: 'quiet' };
}
