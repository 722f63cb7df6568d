import type { Range } from '../engine/journal/events.ts';
import type { Forecast } from '../engine/money/forecast.ts';
import type { Summary } from '../engine/state/summary.ts';
import { formatDuration, formatUsd, plural } from './format.ts';

/** `~$12.40 ($9.10 to $17.30)`: what is expected, and between what it lies eight times of ten. */
export function usdRange({ low, likely, high }: Range): string {
  return `~${formatUsd(likely)} (${formatUsd(low)} to ${formatUsd(high)})`;
}

/** The same of a time: `~3h 12m (2h 40m to 4h 05m)`. */
export function timeRange({ low, likely, high }: Range): string {
  return `~${formatDuration(likely)} (${formatDuration(low)} to ${formatDuration(high)})`;
}

/** What a forecast rests on. */
export function basisWords({ seen }: Pick<Forecast, 'seen'>): string {
  return seen === 0 ? "by the routes' own figures" : `by ${plural(seen, 'item')} settled`;
}

/** Whether the run is expected to pass its budget. */
export function isOverBudget({ money, forecast }: Pick<Summary, 'money' | 'forecast'>): boolean {
  if (forecast === null || money.budgetUsd === null) return false;
  return forecast.endUsd.likely + money.unknownUsd > money.budgetUsd;
}
