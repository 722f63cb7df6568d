import type { Failure } from '../failure.ts';
import type { ModelMessage, ModelReply } from '../port.ts';
import { spentWindow } from '../retry-time.ts';
import { grown, halved, ramped } from './concurrency.ts';
import { learn } from './demand.ts';
import type { LaneCall, LaneState } from './lane-state.ts';
import { isSlow, paced } from './pace.ts';
import { type Park, type ParkClass, parkClassOf, parkFor } from './park.ts';

/** What a call's end has changed for its lane. */
export interface Settled {
  /** Parked now, or anew. */
  parked?: Park;
  /** A probe was answered. */
  resumed?: boolean;
  /** A throttle holds all calls back until then, epoch ms. */
  closedUntilMs?: number;
}

export interface SettleContext {
  nowMs: number;
  timeScale: number;
  random: () => number;
}

const UNSTATED_THROTTLE_MS = 30_000;
/** So many throttles in a row that state no time are a window of unknown length. */
const MOST_SILENT_THROTTLES = 4;
const SHORTEST_CLOSED_MS = 1_000;
const SPREAD_MS = 2_000;
const UNANSWERED_PROBE_MS = 60_000;
const KEPT_ENDED_MS = 120_000;

/** Takes the end of a call into its lane's state. */
export function settleCall(
  state: LaneState,
  { call, reply }: { call: LaneCall; reply: ModelReply },
  context: SettleContext,
): Settled {
  state.inFlight.delete(call);
  if (state.probe === call) state.probe = undefined;
  noteNews(state, call, reply, context.nowMs);
  const settled =
    reply.type === 'message'
      ? answered(state, call, reply)
      : failed(state, { call, failure: reply.failure }, context);
  return settled.parked ? settled : { ...settled, ...parkedByNews(state, reply, context) };
}

/** Lets a call go of which nothing is known: it never came to its end. */
export function dropCall(state: LaneState, call: LaneCall): void {
  state.inFlight.delete(call);
  if (state.probe !== call) return;
  state.probe = undefined;
  state.isDue = true;
}

function noteNews(state: LaneState, call: LaneCall, reply: ModelReply, nowMs: number): void {
  const { limits, usage } = reply;
  if (limits && limits.atMs >= (state.news?.atMs ?? 0)) state.news = limits;
  const outputTokens = usage?.output ?? 0;
  const since = state.news?.atMs ?? 0;
  state.ended = state.ended.filter(({ atMs }) => atMs > since && atMs > nowMs - KEPT_ENDED_MS);
  if (state.news) {
    state.ended.push({ atMs: nowMs, demand: { ...call.demand, outputTokens } });
  }
}

function answered(state: LaneState, call: LaneCall, reply: ModelMessage): Settled {
  const { bounds } = state;
  state.learned = learn(state.learned, reply, call.promptBytes);
  state.pace = paced(state.pace, reply);
  state.silentThrottles = 0;
  if (call.isProbe) return resume(state);
  // The call itself was one of those under way.
  const inFlight = state.inFlight.size + 1;
  state.concurrency = grown(state.concurrency, { inFlight, isSlow: isSlow(state.pace) }, bounds);
  return {};
}

function resume(state: LaneState): Settled {
  state.park = undefined;
  state.isDue = false;
  state.concurrency = ramped(state.concurrency, state.bounds);
  return { resumed: true };
}

function failed(
  state: LaneState,
  { call, failure }: { call: LaneCall; failure: Failure },
  context: SettleContext,
): Settled {
  const parkClass = parkClassOf(failure);
  if (parkClass) return park(state, { call, failure: { ...failure, class: parkClass } }, context);
  switch (failure.class) {
    case 'transient':
      if (failure.status === 529 || failure.status === 503) cut(state, call);
      return call.isProbe ? askAgain(state, context) : {};
    case 'throttle':
      return {
        ...(call.isProbe ? resume(state) : {}),
        ...close(state, { call, failure }, context),
      };
    case 'deterministic':
      // Whoever finds fault with the request takes requests.
      return call.isProbe ? resume(state) : {};
    default:
      // It was never sent, or cut off by us: the probe is still owed.
      state.isDue ||= call.isProbe;
      return {};
  }
}

function park(
  state: LaneState,
  { call, failure }: { call: LaneCall; failure: Failure & { class: ParkClass } },
  context: SettleContext,
): Settled {
  const { park: before } = state;
  const next = parkFor(failure, call.isProbe ? before : undefined, context);
  // Calls that were under way together are refused together: that is one parking.
  const isNews = call.isProbe || before === undefined || isLater(next, before);
  if (!isNews) return {};
  state.park = next;
  state.isDue = false;
  return { parked: next };
}

function isLater(next: Park, before: Park): boolean {
  return next.resumeAtMs !== null && next.resumeAtMs > (before.resumeAtMs ?? 0) + 1_000;
}

/** A probe that met an outage says nothing of the limit. */
function askAgain(state: LaneState, { nowMs, timeScale, random }: SettleContext): Settled {
  if (!state.park) return {};
  const pauseMs = (UNANSWERED_PROBE_MS * (1 + random())) / timeScale;
  state.park = { ...state.park, probeAtMs: nowMs + pauseMs };
  state.isDue = false;
  return { parked: state.park };
}

function close(
  state: LaneState,
  { call, failure }: { call: LaneCall; failure: Failure },
  context: SettleContext,
): Settled {
  const { nowMs, timeScale } = context;
  const isNews = cut(state, call);
  if (failure.retryAtMs === undefined && isNews) state.silentThrottles += 1;
  if (state.silentThrottles > MOST_SILENT_THROTTLES) {
    state.silentThrottles = 0;
    return park(state, { call, failure: { ...failure, class: 'quota' } }, context);
  }
  const ownMs = failure.retryAtMs === undefined ? UNSTATED_THROTTLE_MS : SHORTEST_CLOSED_MS;
  const untilMs = Math.max(failure.retryAtMs ?? 0, nowMs + ownMs / timeScale);
  state.closedUntilMs = Math.max(state.closedUntilMs ?? 0, untilMs);
  state.spreadUntilMs = state.closedUntilMs + SPREAD_MS / timeScale;
  return { closedUntilMs: state.closedUntilMs };
}

/** Halves the concurrency, once for all calls that were under way together. */
function cut(state: LaneState, call: LaneCall): boolean {
  if (call.seq <= state.cutAtSeq) return false;
  state.concurrency = halved(state.concurrency, state.inFlight.size + 1, state.bounds);
  state.cutAtSeq = state.calls;
  return true;
}

/** When those who waited for a throttle go on: one after the other. */
export function spread(state: LaneState, { nowMs, timeScale }: SettleContext): void {
  const stepMs = SPREAD_MS / timeScale / Math.max(1, Math.floor(state.concurrency.limit));
  state.nextAtMs = nowMs < state.spreadUntilMs ? nowMs + stepMs : undefined;
}

/** A window may be used up by the very call that was answered: the next one need not be refused. */
function parkedByNews(state: LaneState, reply: ModelReply, context: SettleContext): Settled {
  const spent = reply.type === 'message' && spentWindow(reply.limits?.windows ?? []);
  if (!spent || state.park) return {};
  const { reset, name } = spent;
  state.park = parkFor(
    {
      class: 'quota',
      message: 'used up, as the headers of the last answer say',
      limit: name,
      ...(reset ? { retryAtMs: reset.atMs, retrySource: reset.source } : {}),
    },
    undefined,
    context,
  );
  state.isDue = false;
  return { parked: state.park };
}
