import type { CallModel } from '../../models/port.ts';
import { waitSignal } from '../../models/wait-signal.ts';
import { createWaitList } from '../approvals/wait-list.ts';

/** Holds calls back while a run is paused, and turns them away once it is stopping. */
export interface Valve {
  state(): 'open' | 'paused' | 'closed';
  /** Aborts when the valve closes: whatever waits before a call need not wait any more. */
  closed: AbortSignal;
  pause(): void;
  resume(): void;
  /** For good. */
  close(): void;
  /** Waits while paused; true when the call may go, false when it may not. */
  pass(signal: AbortSignal): Promise<boolean>;
}

export function createValve(): Valve {
  let state: 'open' | 'paused' | 'closed' = 'open';
  const closed = new AbortController();
  const waiting = createWaitList();
  const change = (next: typeof state) => {
    if (state === 'closed') return;
    state = next;
    waiting.wake();
  };
  return {
    state: () => state,
    closed: closed.signal,
    pause: () => change('paused'),
    resume: () => change('open'),
    close() {
      change('closed');
      closed.abort();
    },
    async pass(signal) {
      while (state === 'paused' && !signal.aborted) await waiting.wait(signal);
      return state === 'open' && !signal.aborted;
    },
  };
}

/** No call is begun while the valve is shut; those in flight are let finish: they are paid for. */
export function withValve(call: CallModel, valve: Valve): CallModel {
  return async (request, io) => {
    if (await valve.pass(waitSignal(io))) return call(request, io);
    const message = io.leaving?.aborted ? 'the item is wanted no more' : 'the run is stopping';
    const failure = { class: 'aborted' as const, message };
    return { type: 'failure', failure, usage: undefined };
  };
}
