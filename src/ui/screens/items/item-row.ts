import type { ItemState } from '../../../engine/state/state.ts';
import { formatAge, formatUsd, shortModel } from '../../format.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';

interface Column {
  title: string;
  /** Shown in rows at least this wide. */
  from: number;
  width: number;
  right?: boolean;
  cell(item: ItemState, nowMs: number): Span;
}

export const statusTone: Record<ItemState['status'], Tone> = {
  waiting: 'quiet',
  working: 'accent',
  parked: 'warn',
  accepted: 'good',
  escalated: 'bad',
};

const columns: readonly Column[] = [
  {
    title: 'STATE',
    from: 0,
    width: 9,
    cell: ({ status }) => ({ text: status, tone: statusTone[status] }),
  },
  {
    title: 'TRY',
    from: 70,
    width: 3,
    right: true,
    cell: ({ attempts }) => ({ text: attempts > 0 ? String(attempts) : '' }),
  },
  {
    title: 'REP',
    from: 60,
    width: 3,
    right: true,
    cell: ({ repairs }) => ({ text: repairs > 0 ? String(repairs) : '', tone: 'warn' }),
  },
  {
    title: 'COST',
    from: 50,
    width: 8,
    right: true,
    cell: ({ costUsd, unknownCostCalls }) => ({
      text:
        costUsd > 0 || unknownCostCalls > 0
          ? `${formatUsd(costUsd)}${unknownCostCalls > 0 ? '+?' : ''}`
          : '',
    }),
  },
  {
    title: 'MODEL',
    from: 100,
    width: 11,
    cell: ({ model }) => ({ text: shortModel(model ?? ''), tone: 'quiet' }),
  },
  {
    title: 'AGO',
    from: 110,
    width: 4,
    right: true,
    cell: ({ changedAtMs }, nowMs) => ({
      text: changedAtMs > 0 ? formatAge(nowMs - changedAtMs) : '',
      tone: 'quiet',
    }),
  },
];

interface Row {
  item: ItemState;
  title: string;
  isPicked: boolean;
  nowMs: number;
}

/** The heads of the columns that a row of this width has. */
export function headRow(width: number, terminal: Terminal): Line {
  const { shown, idCells, restCells } = shares(width);
  return [
    { text: `  ${pad('ITEM', idCells)} `, tone: 'quiet' },
    ...shown.map((column) => ({
      text: `${place(column.title, column, terminal)} `,
      tone: 'quiet' as const,
    })),
    { text: restCells > 0 ? 'TITLE, OR WHAT IS WRONG' : '', tone: 'quiet' },
  ];
}

/** An item in one row; what is wrong with it takes its title's place. */
export function itemRow(
  { item, title, isPicked, nowMs }: Row,
  width: number,
  terminal: Terminal,
): Line {
  const { charset, glyphs } = terminal;
  const { shown, idCells, restCells } = shares(width);
  const wrong = item.reason ?? item.failing.map(({ criterion }) => criterion).join(', ');
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    { text: `${pad(item.id, idCells, charset)} `, tone: isPicked ? 'strong' : 'plain' },
    ...shown.map((column): Span => {
      const { text, tone } = column.cell(item, nowMs);
      const placed = `${place(text, column, terminal)} `;
      return tone === undefined ? { text: placed } : { text: placed, tone };
    }),
    {
      text: pad(wrong === '' || item.status === 'accepted' ? title : wrong, restCells, charset),
      tone: wrong === '' || item.status === 'accepted' ? 'quiet' : statusTone[item.status],
    },
  ];
}

function shares(width: number) {
  const shown = columns.filter(({ from }) => width >= from);
  const fixed = shown.reduce((sum, column) => sum + column.width + 1, 0);
  const free = Math.max(12, width - fixed - 4);
  const idCells = Math.max(12, Math.min(36, Math.floor(free * 0.45)));
  return { shown, idCells, restCells: Math.max(0, free - idCells) };
}

function place(text: string, { width, right }: Column, { charset }: Terminal): string {
  const padded = pad(text, width, charset);
  return right ? padded.trimEnd().padStart(width) : padded;
}
