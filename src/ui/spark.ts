import type { Series } from '../engine/state/series.ts';
import type { Charset } from './sanitise.ts';

const blocks: Record<Charset, readonly string[]> = {
  unicode: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  ascii: ['_', '.', '-', '=', '*', '#'],
};

/** Amounts in equal stretches of time, oldest first; `stretchMs` is the length of each. */
export interface Stretches {
  sums: readonly number[];
  stretchMs: number;
}

/**
 * The amounts of a series up to now in at most `cells` stretches; fewer when it is that young. A bucket
 * across a border is shared between its neighbours, so that an even pace is drawn even.
 */
export function stretches(
  { startMs, bucketMs, values }: Series,
  nowMs: number,
  cells: number,
): Stretches {
  const buckets = Math.max(1, values.length, Math.ceil((nowMs - startMs) / bucketMs));
  const count = Math.max(1, Math.min(cells, buckets));
  const sums = Array.from({ length: count }, () => 0);
  for (const [index, value] of values.entries()) {
    const from = (index * count) / buckets;
    const to = ((index + 1) * count) / buckets;
    const place = Math.min(count - 1, Math.floor(from));
    const within = Math.min(1, (place + 1 - from) / (to - from));
    // What rounding puts across a border is nothing.
    const isWhole = within > 1 - 1e-9 || place + 1 === count;
    const here = isWhole ? value : value * within;
    sums[place] = (sums[place] ?? 0) + here;
    if (!isWhole) sums[place + 1] = (sums[place + 1] ?? 0) + value - here;
  }
  return { sums, stretchMs: (buckets * bucketMs) / count };
}

/** A series as one row of at most `cells` characters, the highest amount as the highest block. */
export function spark(
  series: Series,
  nowMs: number,
  { cells, charset }: { cells: number; charset: Charset },
) {
  const { sums } = stretches(series, nowMs, cells);
  const most = Math.max(...sums);
  if (most === 0) return '';
  const levels = blocks[charset];
  return sums.map((sum) => levels[levelOf(sum / most, levels.length)] ?? ' ').join('');
}

/** The same in several rows, top row first, for charts. */
export function columnsOf(
  sums: readonly number[],
  { rows, charset }: { rows: number; charset: Charset },
) {
  const most = Math.max(...sums, 0);
  const levels = blocks[charset];
  return Array.from({ length: rows }, (_, row) => {
    const below = rows - 1 - row;
    return sums
      .map((sum) => {
        const height = most === 0 ? 0 : (sum / most) * rows - below;
        if (height <= 0) return ' ';
        return height >= 1
          ? (levels.at(-1) ?? ' ')
          : (levels[levelOf(height, levels.length)] ?? ' ');
      })
      .join('');
  });
}

/** Nothing is the lowest level; anything at all is at least that. */
function levelOf(share: number, levels: number): number {
  return Math.max(0, Math.min(levels - 1, Math.ceil(share * levels) - 1));
}
