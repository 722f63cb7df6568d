import type { Range } from '../journal/events.ts';
import type { Sums } from '../state/state.ts';

/** A sum of things to come: what is expected of it, and how far it may be off. */
export interface Spread {
  mean: number;
  variance: number;
}

/**
 * Before anything is seen one may be off by so much, the standard deviation by the mean; that weighs as
 * much as so many that were seen: few seldom show how dear the dearest are.
 */
const priorDeviation = 1.2;
const deviationWeight = 3;
/** A figure stated beforehand weighs as much as so many that were seen: it may be of other work. */
const priorWeight = 0.5;
/** Of a normal distribution, the 90th percentile in standard deviations. */
const percentile90 = 1.2816;

/** What one more of its kind takes, by those seen and the figure stated beforehand; undefined with neither. */
export function oneMore(
  { count, sum, squares }: Sums,
  stated: number | null,
): (Spread & { seen: number }) | undefined {
  const prior = stated ?? (count > 0 ? sum / count : null);
  if (prior === null) return undefined;
  const seen = count + priorWeight;
  const mean = (sum + priorWeight * prior) / seen;
  const seenSquares = squares - 2 * mean * sum + count * mean * mean;
  const statedSquares = deviationWeight * (priorDeviation * mean) ** 2;
  const variance = (Math.max(0, seenSquares) + statedSquares) / (count + deviationWeight);
  return { mean, variance, seen };
}

/** What `count` more take together: each differs, and the mean itself is known by no more than was seen. */
export function manyMore(
  count: number,
  { mean, variance, seen }: Spread & { seen: number },
): Spread {
  return { mean: count * mean, variance: count * variance + (count * count * variance) / seen };
}

export function added(spreads: readonly Spread[]): Spread {
  return {
    mean: spreads.reduce((sum, { mean }) => sum + mean, 0),
    variance: spreads.reduce((sum, { variance }) => sum + variance, 0),
  };
}

/** From the 10th to the 90th percentile, as of a log-normal distribution: such sums are never below zero. */
export function rangeOf({ mean, variance }: Spread): Range {
  if (mean <= 0) return { low: 0, likely: 0, high: 0 };
  const squared = Math.log(1 + variance / (mean * mean));
  const median = mean / Math.exp(squared / 2);
  const factor = Math.exp(percentile90 * Math.sqrt(squared));
  return { low: median / factor, likely: mean, high: Math.max(mean, median * factor) };
}

/** The range with something that is certain added to it, and each part of it changed. */
export function mapRange({ low, likely, high }: Range, change: (value: number) => number): Range {
  return { low: change(low), likely: change(likely), high: change(high) };
}
