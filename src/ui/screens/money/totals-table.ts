import type { Totals } from '../../../engine/state/state.ts';
import { formatShare, formatTokens, formatUsd, grouped, shortModel } from '../../format.ts';
import type { Line, Span } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';
import { type Column, tableLines } from './table.ts';

interface Row extends Totals {
  name: string;
  /** Of all dollars. */
  share: number | null;
}

const quiet = (text: string): Span => ({ text, tone: 'quiet' });
/** So wide that every kind of token has its column. */
const roomy = 69;

const columns: readonly Column<Row>[] = [
  { title: 'CALLS', width: 6, cell: ({ calls }) => ({ text: grouped(calls) }) },
  { title: 'INPUT', width: 6, from: roomy, cell: ({ input }) => quiet(formatTokens(input)) },
  {
    title: 'WRITE',
    width: 6,
    from: roomy,
    cell: ({ cacheWrite }) => quiet(formatTokens(cacheWrite)),
  },
  { title: 'READ', width: 6, from: roomy, cell: ({ cacheRead }) => quiet(formatTokens(cacheRead)) },
  { title: 'OUTPUT', width: 6, cell: ({ output }) => quiet(formatTokens(output)) },
  { title: 'CACHED', width: 6, cell: (row) => quiet(formatShare(cachedShare(row))) },
  {
    title: 'DOLLARS',
    width: 9,
    cell: ({ costUsd, unknownCostCalls }) => ({
      text: `${formatUsd(costUsd)}${unknownCostCalls > 0 ? '+?' : ''}`,
      tone: 'strong',
    }),
  },
  { title: 'SHARE', width: 5, cell: ({ share }) => quiet(formatShare(share)) },
];

/**
 * By model or by purpose, the dearest first, and all of them together: calls, tokens that came in
 * uncached, were written to the cache and read from it, tokens that came out, dollars and their share.
 */
export function totalsTable(
  { title, by, all }: { title: string; by: ReadonlyMap<string, Totals>; all: Totals },
  space: { width: number; terminal: Terminal },
): Line[] {
  const rowOf = (name: string, totals: Totals): Row => ({
    ...totals,
    name,
    share: all.costUsd === 0 ? null : totals.costUsd / all.costUsd,
  });
  const rows = [...by]
    .sort(([, a], [, b]) => b.costUsd - a.costUsd)
    .map(([name, totals]) => rowOf(shortModel(name), totals));
  const names = [{ title: title.toUpperCase(), width: 10, text: ({ name }: Row) => name }];
  const isSum = rows.length > 1;
  return [
    titleRule(`by ${title}, whole directory`, space.width, space.terminal),
    ...tableLines(
      {
        names,
        columns,
        rows: isSum ? [...rows, rowOf('all', all)] : rows,
        empty: 'no call has ended yet',
      },
      space,
    ),
  ];
}

function cachedShare({ input, cacheWrite, cacheRead }: Totals): number | null {
  const read = input + cacheWrite + cacheRead;
  return read === 0 ? null : cacheRead / read;
}
