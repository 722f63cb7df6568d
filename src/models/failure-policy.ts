import type { FailureClass } from './failure.ts';

/** What is done about a failed call. */
export type FailurePolicy =
  /** The call alone is sent again after a jittered pause, a bounded number of times. */
  | { type: 'again' }
  /** All calls of the lane wait in place until the stated time. */
  | { type: 'hold' }
  /**
   * No call of the lane is sent before its reset; then one, as a probe. Where no reset is known,
   * probes go out after `firstProbeMs`, then ever more rarely, at least every `mostProbeMs`.
   */
  | { type: 'park'; firstProbeMs: number; mostProbeMs: number; needsPerson: boolean }
  /** Whoever asked gets it as it is. */
  | { type: 'final' };

const MINUTE_MS = 60_000;

/** One policy for each class of failure. */
export const FAILURE_POLICIES: Readonly<Record<FailureClass, FailurePolicy>> = {
  transient: { type: 'again' },
  throttle: { type: 'hold' },
  quota: {
    type: 'park',
    firstProbeMs: 5 * MINUTE_MS,
    mostProbeMs: 60 * MINUTE_MS,
    needsPerson: false,
  },
  'spend-cap': {
    type: 'park',
    firstProbeMs: 30 * MINUTE_MS,
    mostProbeMs: 240 * MINUTE_MS,
    needsPerson: false,
  },
  'needs-person': {
    type: 'park',
    firstProbeMs: 15 * MINUTE_MS,
    mostProbeMs: 60 * MINUTE_MS,
    needsPerson: true,
  },
  deterministic: { type: 'final' },
  budget: { type: 'final' },
  limit: { type: 'final' },
  aborted: { type: 'final' },
};

/** Throttles up to this long are sat out in place; whatever is longer parks. */
export const LONGEST_THROTTLE_MS = 5 * MINUTE_MS;
