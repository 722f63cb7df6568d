import type { Summary } from '../../engine/state/summary.ts';
import { formatShare, grouped } from '../format.ts';
import { type Frame, isLeftAlone } from '../frame.ts';
import { type Field, fitFields, justify, type Line, widthOf } from '../line.ts';
import { cut } from '../sanitise.ts';
import { spark } from '../spark.ts';
import type { Terminal } from '../theme.ts';
import { itemFields, moneyFields, rateFields } from './header-fields.ts';
import { runLine } from './run-line.ts';

/** Cells and rows that the header has. */
export interface HeaderSpace {
  width: number;
  rows: 2 | 3 | 4;
}

/** The header's lines, for a frame. */
export function headerLines(
  frame: Frame,
  { width, rows }: HeaderSpace,
  terminal: Terminal,
): Line[] {
  const summary = isLeftAlone(frame) ? withoutEnd(frame.summary) : frame.summary;
  const gap: Line = [{ text: ` ${terminal.glyphs.dot} `, tone: 'quiet' }];
  const fields = (all: Field[]): Line => [{ text: ' ' }, ...fitFields(all, width - 2, gap)];
  const money = moneyFields(summary);
  const { charset } = terminal;
  const trend = spark(frame.timeline.accepted, frame.nowMs, { cells: trendCells(width), charset });
  const rates = rateFields(summary, trend);
  const first = titleLine(frame, width, terminal);
  if (rows === 2) {
    const [spent, ...rest] = money;
    const done = { rank: 0, line: progress(frame, 12, terminal) };
    return [first, fields([done, ...(spent ? [spent] : []), ...rest, ...rates])];
  }
  const barCells = Math.max(10, Math.min(40, Math.floor(width / 5)));
  const progressLine = fields([
    { rank: 0, line: progress(frame, barCells, terminal) },
    ...itemFields(summary),
  ]);
  return rows === 4
    ? [first, progressLine, fields(money), fields(rates)]
    : [first, progressLine, fields([...money, ...rates])];
}

/** Nobody can say when a run ends that nobody works on. */
function withoutEnd(summary: Summary): Summary {
  return { ...summary, forecast: null };
}

function trendCells(width: number): number {
  return width >= 160 ? 24 : 12;
}

function titleLine(frame: Frame, width: number, terminal: Terminal): Line {
  const { product, provider, run } = frame.summary;
  // Measured by `justify`, so it has to be safe before it gets there.
  const safe = (text: string, cells: number) => cut(text, cells, terminal.charset);
  const left: Line = [
    { text: ' ' },
    { text: safe(product || 'AI Factory', 24), tone: 'strong' },
    { text: '  ' },
    ...runLine(frame, terminal.glyphs),
  ];
  const dryRun: Line = run.dryRun ? [{ text: ' DRY RUN ', tone: 'badge' }, { text: ' ' }] : [];
  const { link } = frame;
  const engine: Line =
    link.type === 'lost' ? [{ text: ' LOST ', tone: 'badge' }, { text: ' ' }] : [];
  const source: Line = provider.rehearsal
    ? [{ text: ' REHEARSAL ', tone: 'badge' }, { text: ' ' }]
    : [{ text: safe(provider.name, 20), tone: 'quiet' }, { text: ' ' }];
  return justify({ left, right: [...engine, ...dryRun, ...source] }, width, terminal.charset);
}

function progress({ summary }: Frame, cells: number, { glyphs }: Terminal): Line {
  const { request } = summary;
  const items = request.target ?? request.items;
  const settled = request.target === null ? request.settled : request.accepted;
  const share = items === 0 ? 0 : Math.min(1, settled / items);
  const full = Math.floor(share * cells);
  const bar: Line = [
    { text: glyphs.full.repeat(full), tone: 'good' },
    { text: glyphs.empty.repeat(cells - full), tone: 'quiet' },
  ];
  const wanted = request.target === null ? '' : ' wanted';
  const words =
    items === 0
      ? ' nothing asked for'
      : ` ${grouped(settled)}/${grouped(items)}${wanted} ${formatShare(share)}`;
  return widthOf(bar) === 0 ? [{ text: words }] : [...bar, { text: words, tone: 'strong' }];
}
