import type { Clock } from '../models/clock.ts';
import type { CallIo, CallModel, ModelRequest } from '../models/port.ts';
import { laneKey } from '../models/quota/lane-name.ts';
import { waitSignal } from '../models/wait-signal.ts';
import { createWaitList, type WaitList } from './approvals/wait-list.ts';

/** The breakpoint after the shared prefix lives for an hour; a call on its way may take some of that. */
const warmMs = 55 * 60_000;

/** The shared prefix of a model's conversations, as its prompt cache has it. */
interface Prefix {
  /** It can be read until then: each reply that begins has read or written it. */
  warmUntilMs: number;
  /** The call that is on its way to write it. */
  warmer: CallIo | undefined;
  waiting: WaitList;
}

/**
 * The first call of each model goes ahead and writes the shared prefix (tools and system text) into the
 * prompt cache; the others wait until its reply has begun, for only then can they read it. When it comes
 * to nothing the next one goes ahead. So the prefix is paid for once an hour at most, not once a worker.
 */
export function withWarmUp(
  call: CallModel,
  { clock, stopping }: { clock: Clock; stopping?: AbortSignal },
): CallModel {
  const prefixes = new Map<string, Prefix>();
  return async (request, io) => {
    const prefix = prefixOf(prefixes, request);
    const signal = waitSignal(io, stopping);
    const isCold = () => clock.now() >= prefix.warmUntilMs;
    while (isCold() && prefix.warmer && !signal.aborted) await prefix.waiting.wait(signal);
    if (isCold()) prefix.warmer ??= io;
    const makeWay = () => {
      if (prefix.warmer === io) prefix.warmer = undefined;
      prefix.waiting.wake();
    };
    let hasBegun = false;
    const begun = () => {
      if (hasBegun) return;
      hasBegun = true;
      prefix.warmUntilMs = clock.now() + warmMs;
      makeWay();
    };
    try {
      const reply = await call(request, {
        ...io,
        onDelta(delta) {
          begun();
          io.onDelta(delta);
        },
      });
      if (reply.type === 'message') begun();
      return reply;
    } finally {
      makeWay();
    }
  };
}

/** By its text: a judge's prefix is another than the agents'. */
function prefixOf(prefixes: Map<string, Prefix>, request: ModelRequest): Prefix {
  const key = `${laneKey(request)}\n${request.system}`;
  const known = prefixes.get(key) ?? {
    ...{ warmUntilMs: Number.NEGATIVE_INFINITY, warmer: undefined },
    waiting: createWaitList(),
  };
  prefixes.set(key, known);
  return known;
}
