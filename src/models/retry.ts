import { type Clock, sleepUntil } from './clock.ts';
import type { Failure } from './failure.ts';
import type { CallModel, ModelFailure, ModelReply, ModelRequest, Usage } from './port.ts';
import type { ThrottleGate } from './throttle-gate.ts';
import { waitSignal } from './wait-signal.ts';

/** A call waits before it is sent again. `usage` is what the failed call had used: already spent. */
export interface WaitEvent {
  reason: 'transient' | 'throttle' | 'quota';
  request: ModelRequest;
  failure: Failure;
  usage: Usage | undefined;
  /** Wall-clock time of the next try, in epoch milliseconds. */
  untilMs: number;
}

/** Policy and means of sending again. */
export interface RetryOptions {
  clock: Clock;
  random: () => number;
  gate: ThrottleGate;
  /**
   * Transient failures, and throttles that state no time, in a row before a call is given up. Those
   * that cost nothing do not count once the provider has answered anybody: they are an outage.
   */
  maxTransient?: number;
  /** How long an outage is sat out. */
  maxOutageMs?: number;
  /** Waits end when this aborts: the run is stopping, and only calls in flight are let finish. */
  stopping?: AbortSignal;
  /** Divides our own pauses (never a time that the provider states), for tests and rehearsals. */
  timeScale?: number;
  onWait(event: WaitEvent): void;
}

const BASE_MS = 1_000;
const CAP_MS = 60_000;
const UNSTATED_THROTTLE_MS = 30_000;
const LONGEST_OUTAGE_MS = 6 * 3_600_000;
const UNSTATED_QUOTA_MS = 300_000;
// A transient failure with a stated time is waited for, but not at any length.
const LONGEST_STATED_MS = 300_000;

/**
 * Sends a call again after transient failures (jittered backoff; bounded in number, in an outage in
 * time) and after throttles and quota windows (all calls of that model wait at the gate). Every other
 * reply is handed back.
 */
export function withRetry(call: CallModel, options: RetryOptions): CallModel {
  const { gate, stopping, clock } = options;
  let hasAnswered = false;
  return async (request, io) => {
    const signal = waitSignal(io, stopping);
    const startedMs = clock.now();
    for (let failed = 0; ; ) {
      if (!(await gate.pass(request.model, signal))) return ABORTED;
      const reply = await call(request, io);
      hasAnswered ||= reply.type === 'message';
      const isOutage = hasAnswered && isFree(reply) && isShort(clock.now() - startedMs, options);
      const plan = planRetry(reply, { failed, isOutage, options });
      if (plan === undefined) return reply;
      failed = plan.failed;
      if (!(await waitFor(plan, { request, signal, options }))) return ABORTED;
    }
  };
}

/** Whether a failure cannot have cost anything: it was refused by status, or never sent. */
function isFree(reply: ModelReply): boolean {
  if (reply.type === 'message' || reply.usage !== undefined) return false;
  return reply.failure.status !== undefined || reply.failure.notSent === true;
}

function isShort(outageMs: number, options: RetryOptions): boolean {
  return outageMs < scaled(options.maxOutageMs ?? LONGEST_OUTAGE_MS, options);
}

const ABORTED: ModelReply = {
  type: 'failure',
  failure: { class: 'aborted', message: 'Stopped while waiting to send the call again.' },
  usage: undefined,
};

interface Plan {
  reason: WaitEvent['reason'];
  reply: ModelFailure;
  untilMs: number;
  /** Failures in a row that count against the bound, this one included. */
  failed: number;
}

/** When to send again, or nothing when the reply is final. In an outage only time bounds the tries. */
function planRetry(
  reply: ModelReply,
  { failed, isOutage, options }: { failed: number; isOutage: boolean; options: RetryOptions },
): Plan | undefined {
  if (reply.type === 'message') return undefined;
  const reason = reply.failure.class;
  const { maxTransient = 8 } = options;
  if (reason === 'transient') {
    if (failed >= maxTransient && !isOutage) return undefined;
    return {
      reason,
      reply,
      untilMs: transientUntil(reply.failure, failed, options),
      failed: failed + 1,
    };
  }
  if (reason !== 'throttle' && reason !== 'quota') return undefined;
  const { retryAtMs } = reply.failure;
  // A stated time is honoured as often as it is stated; a throttle that states none may be for ever.
  const counted = reason === 'throttle' && retryAtMs === undefined ? failed + 1 : failed;
  if (counted > maxTransient && !isOutage) return undefined;
  return { reason, reply, untilMs: gateUntil(reason, retryAtMs, options), failed: counted };
}

function transientUntil(failure: Failure, failed: number, options: RetryOptions): number {
  const nowMs = options.clock.now();
  const ceilingMs = scaled(Math.min(CAP_MS, BASE_MS * 2 ** failed), options);
  // Half fixed, half random: never at once, and never all together.
  const backoffMs = ceilingMs / 2 + (options.random() * ceilingMs) / 2;
  const statedMs = Math.min(failure.retryAtMs ?? 0, nowMs + LONGEST_STATED_MS);
  return Math.max(nowMs + backoffMs, statedMs);
}

function gateUntil(
  reason: 'throttle' | 'quota',
  retryAtMs: number | undefined,
  options: RetryOptions,
): number {
  const nowMs = options.clock.now();
  const unstatedMs = reason === 'throttle' ? UNSTATED_THROTTLE_MS : UNSTATED_QUOTA_MS;
  if (retryAtMs === undefined) return nowMs + scaled(unstatedMs, options);
  // A stated time that is already past must not become a busy loop.
  return Math.max(retryAtMs, nowMs + scaled(BASE_MS, options));
}

function scaled(ms: number, { timeScale = 1 }: RetryOptions): number {
  return ms / timeScale;
}

async function waitFor(
  { reason, reply, untilMs }: Plan,
  {
    request,
    signal,
    options,
  }: { request: ModelRequest; signal: AbortSignal; options: RetryOptions },
): Promise<boolean> {
  const { failure, usage } = reply;
  if (reason !== 'transient') options.gate.close(request.model, untilMs);
  options.onWait({ reason, request, failure, usage, untilMs });
  // At the gate everybody waits alike; a transient failure concerns this call alone.
  return reason === 'transient' ? sleepUntil(untilMs, signal, options.clock) : !signal.aborted;
}
