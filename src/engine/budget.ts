import { addUsd } from '../models/nano-usd.ts';
import type { CallModel, ModelReply, ModelRequest } from '../models/port.ts';
import { waitSignal } from '../models/wait-signal.ts';
import { createWaitList } from './wait-list.ts';

/** Dollars that calls in flight may still cost, within a limit that may change meanwhile. */
export interface Budget {
  /**
   * Sets dollars aside. Waits while others' reservations stand in the way; false when the money
   * would not suffice even if they cost nothing, or when the signal aborts.
   */
  reserve(usd: number, signal: AbortSignal): Promise<boolean>;
  /** Gives a reservation back; what the call really cost is in `committedUsd` by then. */
  release(usd: number): void;
  /** What is spent or set aside now: no limit may be lower. */
  heldUsd(): number;
  /** Null while there is none. */
  limitUsd(): number | null;
  /** To be called when the limit has changed: whoever waits looks at it again. */
  limitChanged(): void;
}

/**
 * Keeps committed + reserved dollars within the limit, always, as long as the limit is never set
 * below `heldUsd`. `committedUsd` tells what the run has spent, calls of unknown cost at their worst
 * case. A worst case that nobody knows (infinity) passes only where there is no limit.
 */
export function createBudget(limitUsd: () => number | null, committedUsd: () => number): Budget {
  let reservedUsd = 0;
  const waiting = createWaitList();
  const bounded = (usd: number) => (Number.isFinite(usd) ? usd : 0);
  const fits = (...usd: number[]) =>
    addUsd(committedUsd(), ...usd) <= (limitUsd() ?? Number.POSITIVE_INFINITY);
  return {
    limitUsd,
    heldUsd: () => addUsd(committedUsd(), reservedUsd),
    limitChanged: () => waiting.wake(),
    async reserve(usd, signal) {
      while (!signal.aborted) {
        if (!fits(usd)) return false;
        if (fits(reservedUsd, usd)) {
          reservedUsd = addUsd(reservedUsd, bounded(usd));
          return true;
        }
        await waiting.wait(signal);
      }
      return false;
    },
    release(usd) {
      reservedUsd = addUsd(reservedUsd, -bounded(usd));
      waiting.wake();
    },
  };
}

/** How a budget is kept: what a call can cost at most, and when waiting for it is over. */
export interface BudgetGuard {
  budget: Budget;
  worstCaseUsd(request: ModelRequest): number;
  stopping?: AbortSignal;
}

/** Sends a call only once its worst case is set aside; otherwise fails with class `budget`. */
export function withBudget(call: CallModel, guard: BudgetGuard): CallModel {
  const { budget, worstCaseUsd, stopping } = guard;
  return async (request, io): Promise<ModelReply> => {
    const usd = worstCaseUsd(request);
    const signal = waitSignal(io, stopping);
    if (!(await budget.reserve(usd, signal))) {
      return signal.aborted ? aborted : overBudget(usd, budget.limitUsd() ?? 0);
    }
    try {
      return await call(request, io);
    } finally {
      budget.release(usd);
    }
  };
}

const aborted: ModelReply = {
  type: 'failure',
  failure: { class: 'aborted', message: 'stopped while waiting for the budget' },
  usage: undefined,
};

function overBudget(usd: number, limitUsd: number): ModelReply {
  const message = `the next call could cost up to $${usd.toFixed(4)}, more than the budget of $${limitUsd} has left; a run with a larger --budget goes on from here`;
  return { type: 'failure', failure: { class: 'budget', message }, usage: undefined };
}
