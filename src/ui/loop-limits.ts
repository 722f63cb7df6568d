import type { Limits } from '../engine/limits.ts';

/** Turns that an attempt may take, and repairs that an item may have. */
export type LoopLimits = Pick<Limits, 'maxTurns' | 'maxRepairs'>;
