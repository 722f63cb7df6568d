import type { LimitNews } from '../limit-news.ts';
import { fitsAt, type Taken } from './allowance.ts';
import { type Bounds, type Concurrency, openConcurrency } from './concurrency.ts';
import { type Demand, type Learned, NOTHING_LEARNED } from './demand.ts';
import type { Pace } from './pace.ts';
import type { Park } from './park.ts';

/** A call that was let through and has not ended. */
export interface LaneCall extends Taken {
  promptBytes: number;
  isProbe: boolean;
  /** Counts the lane's calls from 1. */
  seq: number;
}

/** All that is known of one endpoint, credential and model together. Changed in place by its lane alone. */
export interface LaneState {
  bounds: Bounds;
  concurrency: Concurrency;
  learned: Learned;
  pace: Pace | undefined;
  news: LimitNews | undefined;
  inFlight: Set<LaneCall>;
  ended: Taken[];
  calls: number;
  /** The newest call when the concurrency was last cut: those before it belong to the same trouble. */
  cutAtSeq: number;
  /** A throttle holds calls back until then. */
  closedUntilMs: number | undefined;
  /** After a throttle those who waited go one by one. */
  nextAtMs: number | undefined;
  spreadUntilMs: number;
  /** Throttles in a row that stated no time. */
  silentThrottles: number;
  park: Park | undefined;
  /** The time of its probe has come. */
  isDue: boolean;
  probe: LaneCall | undefined;
}

/** Whether a call may go now; `over` takes away what it waits for, once that time has come. */
export type Admission =
  | { type: 'go' }
  | { type: 'parked'; park: Park }
  /** `why` is told to people, where they would wonder. */
  | { type: 'wait'; untilMs?: number | undefined; why?: string; over(): void };

/** Throttles are short: a wait beyond this means that the clock was set back. */
const LONGEST_CLOSED_MS = 6 * 60_000;

/** A lane of which nothing is known, or only that it is parked. */
export function newLaneState(bounds: Bounds, park: Park | undefined): LaneState {
  return {
    bounds,
    concurrency: openConcurrency(bounds),
    learned: NOTHING_LEARNED,
    pace: undefined,
    news: undefined,
    inFlight: new Set(),
    ended: [],
    calls: 0,
    cutAtSeq: 0,
    closedUntilMs: undefined,
    nextAtMs: undefined,
    spreadUntilMs: 0,
    silentThrottles: 0,
    park,
    isDue: false,
    probe: undefined,
  };
}

/** Whether a probe may go out. */
export function isDue({ park, isDue: hasCome }: LaneState, nowMs: number): boolean {
  return park !== undefined && (hasCome || nowMs >= park.probeAtMs);
}

/** What becomes of a call that wants to be sent now. */
export function admission(state: LaneState, demand: Demand, nowMs: number): Admission {
  const { park, probe, inFlight } = state;
  if (probe) return UNTIL_CHANGED;
  if (park) return isDue(state, nowMs) ? { type: 'go' } : { type: 'parked', park };
  return (
    closed(state, nowMs) ??
    (inFlight.size >= Math.floor(state.concurrency.limit)
      ? UNTIL_CHANGED
      : (lacking(state, demand, nowMs) ?? { type: 'go' }))
  );
}

function closed(state: LaneState, nowMs: number): Admission | undefined {
  const { closedUntilMs, nextAtMs } = state;
  const isAhead = (atMs: number | undefined) =>
    atMs !== undefined && atMs > nowMs && atMs - nowMs <= LONGEST_CLOSED_MS;
  if (isAhead(closedUntilMs)) {
    const over = () => {
      state.closedUntilMs = undefined;
    };
    return { type: 'wait', untilMs: closedUntilMs, over };
  }
  if (!isAhead(nextAtMs)) return undefined;
  const over = () => {
    state.nextAtMs = undefined;
  };
  return { type: 'wait', untilMs: nextAtMs, over };
}

/** Waits for room in the provider's limits, as the headers of earlier answers tell of them. */
function lacking(state: LaneState, demand: Demand, nowMs: number): Admission | undefined {
  const { news, inFlight, ended } = state;
  // Set back, the clock would make old news of the future.
  if (news && news.atMs > nowMs + LONGEST_CLOSED_MS) state.news = undefined;
  const lack = fitsAt({ news: state.news, inFlight: [...inFlight], ended }, demand, nowMs);
  if (!lack) return undefined;
  const untilMs = Number.isFinite(lack.atMs) ? lack.atMs : undefined;
  const over = () => {
    state.news = undefined;
  };
  const why = `the provider's limit on ${lack.bucket.replace('-', ' ')} is nearly met`;
  return { type: 'wait', untilMs, why, over };
}

/** Something under way has to end first. */
const UNTIL_CHANGED: Admission = { type: 'wait', over: () => {} };
