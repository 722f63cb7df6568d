import { sleepUntil } from '../clock.ts';
import type { Failure } from '../failure.ts';
import { FAILURE_POLICIES } from '../failure-policy.ts';
import type { CallIo, CallModel, ModelFailure, ModelReply, ModelRequest } from '../port.ts';
import { waitSignal } from '../wait-signal.ts';
import { type BackOffOptions, backOff, isFree } from './back-off.ts';
import type { Governor } from './governor.ts';
import type { Pass } from './lane.ts';
import { type Park, parkClassOf } from './park.ts';

/** A call waits before it is sent again. */
export interface WaitEvent {
  reason: 'transient' | 'throttle';
  request: ModelRequest;
  failure: Failure;
  /** Wall-clock time of the next try, in epoch milliseconds. */
  untilMs: number;
}

export interface GovernedOptions extends BackOffOptions {
  governor: Governor;
  /** Waits end when this aborts: the run is stopping, and only calls in flight are let finish. */
  stopping?: AbortSignal;
  /** Whether the provider has answered anybody before. */
  hasAnswered?: () => boolean;
  onWait(event: WaitEvent): void;
}

/**
 * Sends a call when its lane lets it, and again after transient failures (jittered backoff, bounded)
 * and throttles. A call whose lane is parked fails with that lane's name, sent or not; a refusal that
 * needs a person does so only once anybody was answered: before that it is handed back as it is.
 */
export function withGovernor(call: CallModel, options: GovernedOptions): CallModel {
  const { governor, clock, stopping } = options;
  let hasAnswered = false;
  return async (request, io) => {
    const signal = waitSignal(io, stopping);
    const lane = governor.lane(request);
    const startedMs = clock.now();
    for (let failed = 0; ; ) {
      const pass = await lane.pass(request, signal);
      if (pass.type === 'aborted') return ABORTED;
      if (pass.type === 'parked') return parkedReply(request, pass.park);
      const reply = await send(call, { request, io, pass });
      if (reply.type === 'message') {
        hasAnswered = true;
        pass.settle(reply);
        return reply;
      }
      const isKnown = hasAnswered || options.hasAnswered?.() === true;
      if (reply.failure.class === 'needs-person' && !isKnown) {
        // Nothing has worked yet: whoever starts a run wants to hear of it at once.
        pass.drop();
        return reply;
      }
      const { closedUntilMs } = pass.settle(reply);
      const park = lane.park();
      if (park && parkClassOf(reply.failure)) return parkedReply(request, park, reply);
      const { failure } = reply;
      switch (FAILURE_POLICIES[failure.class].type) {
        case 'again': {
          const isOutage = isKnown && isFree(reply);
          const untilMs = backOff(failure, { failed, isOutage, startedMs }, options);
          if (untilMs === undefined) return reply;
          failed += 1;
          options.onWait({ reason: 'transient', request, failure, untilMs });
          if (!(await sleepUntil(untilMs, signal, clock))) return ABORTED;
          break;
        }
        case 'hold':
          if (closedUntilMs !== undefined) {
            options.onWait({ reason: 'throttle', request, failure, untilMs: closedUntilMs });
          }
          break;
        default:
          return reply;
      }
    }
  };
}

const ABORTED: ModelReply = {
  type: 'failure',
  failure: { class: 'aborted', message: 'Stopped while waiting to send the call again.' },
  usage: undefined,
};

async function send(
  call: CallModel,
  { request, io, pass }: { request: ModelRequest; io: CallIo; pass: Extract<Pass, { type: 'go' }> },
): Promise<ModelReply> {
  try {
    return await call(request, io);
  } catch (error) {
    // A broken environment: whoever waits behind this call must not wait for ever.
    pass.drop();
    throw error;
  }
}

/** What a call comes to whose lane is parked; `refused` is its own refusal, where it was sent. */
function parkedReply(request: ModelRequest, park: Park, refused?: ModelFailure): ModelFailure {
  const { class: failureClass, reason: message } = park;
  const failure = refused?.failure ?? { class: failureClass, message };
  return {
    type: 'failure',
    failure: { ...failure, lane: { model: request.model, endpoint: request.endpoint } },
    usage: refused?.usage,
  };
}
