/** How many calls of a model may be under way: never fewer than `min`, never more than `max`. */
export interface Bounds {
  min: number;
  max: number;
}

/** What a lane has learned of how many calls it bears. `limit` grows by fractions; calls count whole. */
export interface Concurrency {
  limit: number;
  /** Up to here it doubles with each round of calls, beyond it grows by one. */
  threshold: number;
}

/** Nothing learned yet: as many as are allowed. */
export function openConcurrency({ max }: Bounds): Concurrency {
  return { limit: max, threshold: max };
}

/** After a call that was answered. Grows only where the limit was met, and not while replies are slow. */
export function grown(
  before: Concurrency,
  { inFlight, isSlow }: { inFlight: number; isSlow: boolean },
  { max }: Bounds,
): Concurrency {
  if (isSlow || inFlight < Math.floor(before.limit)) return before;
  const more = before.limit < before.threshold ? 1 : 1 / before.limit;
  return { ...before, limit: Math.min(max, before.limit + more) };
}

/** After a refusal for want of capacity: half of what was under way. */
export function halved({ limit }: Concurrency, inFlight: number, bounds: Bounds): Concurrency {
  const half = within(Math.floor(Math.min(limit, inFlight) / 2), bounds);
  return { limit: half, threshold: half };
}

/** After a pause: from the fewest up, soon to half of what went before it. */
export function ramped({ limit, threshold }: Concurrency, bounds: Bounds): Concurrency {
  const half = within(Math.floor(Math.max(limit, threshold) / 2), bounds);
  return { limit: bounds.min, threshold: half };
}

function within(limit: number, { min, max }: Bounds): number {
  return Math.min(max, Math.max(min, limit));
}
