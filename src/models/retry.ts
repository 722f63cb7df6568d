import type { Failure } from './failure.ts';
import type { CallIo, CallModel, ModelFailure, ModelReply, ModelRequest, Usage } from './port.ts';
import { sleepUntil, type Waiting } from './sleep.ts';
import type { ThrottleGate } from './throttle-gate.ts';

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
export interface RetryOptions extends Waiting {
  random: () => number;
  gate: ThrottleGate;
  /** Transient failures, and throttles that state no time, in a row before a call is given up. */
  maxTransient?: number;
  /** Divides our own pauses (never a time that the provider states), for tests and rehearsals. */
  timeScale?: number;
  onWait(event: WaitEvent): void;
}

const BASE_MS = 1_000;
const CAP_MS = 60_000;
const UNSTATED_THROTTLE_MS = 30_000;
const UNSTATED_QUOTA_MS = 300_000;
// A transient failure with a stated time is waited for, but not at any length.
const LONGEST_STATED_MS = 300_000;

/**
 * Sends a call again after transient failures (bounded, jittered backoff) and after throttles and
 * quota windows (all calls of that model wait at the gate). Every other reply is handed back.
 */
export function withRetry(call: CallModel, options: RetryOptions): CallModel {
  return async (request, io) => {
    for (let failed = 0; ; ) {
      if (!(await options.gate.pass(request.model, io.signal))) return ABORTED;
      const reply = await call(request, io);
      const plan = planRetry(reply, failed, options);
      if (plan === undefined) return reply;
      failed = plan.failed;
      if (!(await waitFor(plan, { request, io, options }))) return ABORTED;
    }
  };
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

/** When to send again, or nothing when the reply is final. */
function planRetry(reply: ModelReply, failed: number, options: RetryOptions): Plan | undefined {
  if (reply.type === 'message') return undefined;
  const reason = reply.failure.class;
  const { maxTransient = 8 } = options;
  if (reason === 'transient') {
    if (failed >= maxTransient) return undefined;
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
  if (counted > maxTransient) return undefined;
  return { reason, reply, untilMs: gateUntil(reason, retryAtMs, options), failed: counted };
}

function transientUntil(failure: Failure, failed: number, options: RetryOptions): number {
  const nowMs = options.clock();
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
  const nowMs = options.clock();
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
  { request, io, options }: { request: ModelRequest; io: CallIo; options: RetryOptions },
): Promise<boolean> {
  const { failure, usage } = reply;
  if (reason !== 'transient') options.gate.close(request.model, untilMs);
  options.onWait({ reason, request, failure, usage, untilMs });
  // At the gate everybody waits alike; a transient failure concerns this call alone.
  return reason === 'transient' ? sleepUntil(untilMs, io.signal, options) : !io.signal.aborted;
}
