import type { Series } from '../../../engine/state/series.ts';
import { formatClock, formatDuration, formatUsd } from '../../format.ts';
import type { Line } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { columnsOf, stretches } from '../../spark.ts';
import type { Terminal } from '../../theme.ts';

const axisCells = 10;

/** Dollars over the time of the run, as columns; the axis says what the highest one is worth an hour. */
export function burnChart(
  usd: Series,
  {
    nowMs,
    width,
    rows,
    terminal,
  }: { nowMs: number; width: number; rows: number; terminal: Terminal },
): Line[] {
  const title = titleRule('burn over the run', width, terminal);
  if (usd.values.length === 0) return [title, [{ text: ' nothing is spent yet', tone: 'quiet' }]];
  const cells = Math.max(10, width - axisCells - 2);
  const { sums, stretchMs } = stretches(usd, nowMs, cells);
  // Columns two cells wide and so on, until a young run fills its place.
  const each = Math.max(1, Math.floor(cells / sums.length));
  const perHour = (Math.max(...sums) * 3_600_000) / stretchMs;
  const chart = columnsOf(sums, { rows, charset: terminal.charset });
  const lines = chart.map(
    (row, index): Line => [
      { text: (index === 0 ? `${formatUsd(perHour)}/h` : '').padStart(axisCells), tone: 'quiet' },
      { text: ' ' },
      { text: [...row].map((cell) => cell.repeat(each)).join(''), tone: 'warn' },
    ],
  );
  const from = formatClock(usd.startMs).slice(0, 5);
  const to = `${formatClock(nowMs).slice(0, 5)}, ${formatDuration(nowMs - usd.startMs)}`;
  const axis = `${from}${to.padStart(Math.max(to.length + 1, sums.length * each - from.length))}`;
  return [title, ...lines, [{ text: `${' '.repeat(axisCells + 1)}${axis}`, tone: 'quiet' }]];
}
