import type { Clock } from '../clock.ts';
import type { Failure } from '../failure.ts';
import type { ModelReply } from '../port.ts';

const BASE_MS = 1_000;
const CAP_MS = 60_000;
const LONGEST_OUTAGE_MS = 6 * 3_600_000;
// A stated time is waited for, but not at any length.
const LONGEST_STATED_MS = 300_000;
const MOST_TRANSIENT = 8;

/** What a call has met so far: failures in a row, and whether it is an outage that costs nothing. */
export interface Trouble {
  failed: number;
  isOutage: boolean;
  startedMs: number;
}

/** Bounds and means of trying again. */
export interface BackOffOptions {
  clock: Clock;
  random: () => number;
  /** Divides our own pauses (never a time that the provider states), for tests and rehearsals. */
  timeScale: number;
  /** Transient failures in a row before a call is given up; in an outage only time bounds them. */
  maxTransient?: number;
  maxOutageMs?: number;
}

/**
 * When a transient failure is tried again, in epoch milliseconds, or nothing when the call is given up.
 * Failures that cost nothing, of a provider that has answered before, are bounded in time alone.
 */
export function backOff(
  failure: Failure,
  { failed, isOutage, startedMs }: Trouble,
  options: BackOffOptions,
): number | undefined {
  const { clock, random, timeScale, maxTransient = MOST_TRANSIENT } = options;
  const { maxOutageMs = LONGEST_OUTAGE_MS } = options;
  const nowMs = clock.now();
  const isSatOut = isOutage && nowMs - startedMs < maxOutageMs / timeScale;
  if (failed >= maxTransient && !isSatOut) return undefined;
  const ceilingMs = Math.min(CAP_MS, BASE_MS * 2 ** failed) / timeScale;
  // Half fixed, half random: never at once, and never all together.
  const pauseMs = ceilingMs / 2 + (random() * ceilingMs) / 2;
  const statedMs = Math.min(failure.retryAtMs ?? 0, nowMs + LONGEST_STATED_MS);
  return Math.max(nowMs + pauseMs, statedMs);
}

/** Whether a failure cannot have cost anything: it was refused by status, or never sent. */
export function isFree(reply: ModelReply): boolean {
  if (reply.type === 'message' || reply.usage !== undefined) return false;
  return reply.failure.status !== undefined || reply.failure.notSent === true;
}
