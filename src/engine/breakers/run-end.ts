/** How an item ended, for the breakers of the run. */
export interface RunEnd {
  item: string;
  /** That it was tried on last; none when it never came so far. */
  model: string | undefined;
  atMs: number;
  /** What is not the item's own: its call was not answered, or something of ours is broken. */
  trouble: 'unanswered' | 'system' | undefined;
  /** Of a trouble, in words. */
  reason: string;
}

/** So many are kept: the most that a breaker of the run may look at. */
export const mostEnds = 1_000;
