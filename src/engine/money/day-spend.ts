import { addUsd } from '../../models/nano-usd.ts';
import type { FactoryState, QuarterSpend } from '../state/state.ts';
import { type CalendarDay, quarterMs } from './calendar-day.ts';

/** A hundred hours in which calls end: more than any day has. */
const mostQuarters = 400;

/**
 * Adds a call's dollars to the quarter of an hour in which it ended. Quarters and not days, so that a
 * day can be told of any time zone, also when another one is stated later.
 */
export function addToQuarter(
  state: Pick<FactoryState, 'quarters'>,
  atMs: number,
  more: QuarterSpend,
): void {
  if (more.spentUsd === 0 && more.unknownUsd === 0) return;
  const quarter = Math.floor(atMs / quarterMs);
  const { spentUsd = 0, unknownUsd = 0 } = state.quarters.get(quarter) ?? {};
  state.quarters.set(quarter, {
    spentUsd: addUsd(spentUsd, more.spentUsd),
    unknownUsd: addUsd(unknownUsd, more.unknownUsd),
  });
  // The one that came first goes, not the lowest: a clock that was wrong for a while forgets nothing.
  const [first] = state.quarters.keys();
  if (state.quarters.size > mostQuarters && first !== undefined) state.quarters.delete(first);
}

/** What the calls that ended on that day have cost, over all runs of the directory. */
export function spendOfDay(
  { quarters }: Pick<FactoryState, 'quarters'>,
  { startMs, endMs }: CalendarDay,
): QuarterSpend {
  const sum = { spentUsd: 0, unknownUsd: 0 };
  for (let quarter = startMs / quarterMs; quarter < endMs / quarterMs; quarter += 1) {
    const one = quarters.get(quarter);
    if (!one) continue;
    sum.spentUsd = addUsd(sum.spentUsd, one.spentUsd);
    sum.unknownUsd = addUsd(sum.unknownUsd, one.unknownUsd);
  }
  return sum;
}
