import { addUsd } from '../models/nano-usd.ts';
import type { CallModel, ModelReply, ModelRequest } from '../models/port.ts';
import { createWaitList } from './wait-list.ts';

/** Dollars that calls in flight may still cost. */
export interface Budget {
  /**
   * Sets dollars aside. Waits while others' reservations stand in the way; false when the money
   * would not suffice even if they cost nothing, or when the signal aborts.
   */
  reserve(usd: number, signal: AbortSignal): Promise<boolean>;
  limitUsd: number;
  /** Gives a reservation back; what the call really cost is in `committedUsd` by then. */
  release(usd: number): void;
}

/**
 * Keeps committed + reserved dollars within the limit, always. `committedUsd` tells what the run has
 * spent, calls of unknown cost at their worst case.
 */
export function createBudget(limitUsd: number, committedUsd: () => number): Budget {
  let reservedUsd = 0;
  const waiting = createWaitList();
  return {
    limitUsd,
    async reserve(usd, signal) {
      while (!signal.aborted) {
        if (addUsd(committedUsd(), usd) > limitUsd) return false;
        if (addUsd(committedUsd(), reservedUsd, usd) <= limitUsd) {
          reservedUsd = addUsd(reservedUsd, usd);
          return true;
        }
        await waiting.wait(signal);
      }
      return false;
    },
    release(usd) {
      reservedUsd = addUsd(reservedUsd, -usd);
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
    const signal = stopping ? AbortSignal.any([io.signal, stopping]) : io.signal;
    if (!(await budget.reserve(usd, signal))) {
      return signal.aborted ? aborted : overBudget(usd, budget.limitUsd);
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
