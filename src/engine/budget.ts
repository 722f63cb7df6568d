import { addUsd } from '../models/nano-usd.ts';
import type { CallModel, ModelReply } from '../models/port.ts';

/** Dollars that calls in flight may still cost. */
export interface Budget {
  /**
   * Sets dollars aside. Waits while others' reservations stand in the way; false when the money
   * would not suffice even if they cost nothing, or when the signal aborts.
   */
  reserve(usd: number, signal: AbortSignal): Promise<boolean>;
  /** Gives a reservation back; what the call really cost is in `committedUsd` by then. */
  release(usd: number): void;
}

/**
 * Keeps committed + reserved dollars within the limit, always. `committedUsd` tells what the run has
 * spent, calls of unknown cost at their worst case.
 */
export function createBudget(limitUsd: number, committedUsd: () => number): Budget {
  let reservedUsd = 0;
  let waiting: (() => void)[] = [];
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const go of woken) go();
  };
  return {
    async reserve(usd, signal) {
      while (!signal.aborted) {
        if (addUsd(committedUsd(), usd) > limitUsd) return false;
        if (addUsd(committedUsd(), reservedUsd, usd) <= limitUsd) {
          reservedUsd = addUsd(reservedUsd, usd);
          return true;
        }
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      return false;
    },
    release(usd) {
      reservedUsd = addUsd(reservedUsd, -usd);
      wake();
    },
  };
}

/** Sends a call only once its worst case is set aside; otherwise fails with class `budget`. */
export function withBudget(
  call: CallModel,
  budget: Budget,
  worstCaseUsd: (request: Parameters<CallModel>[0]) => number,
): CallModel {
  return async (request, io): Promise<ModelReply> => {
    const usd = worstCaseUsd(request);
    if (!(await budget.reserve(usd, io.signal))) return refused(usd, io.signal.aborted);
    try {
      return await call(request, io);
    } finally {
      budget.release(usd);
    }
  };
}

function refused(usd: number, aborted: boolean): ModelReply {
  const message = `the next call could cost $${usd.toFixed(4)}, more than the budget has left`;
  return {
    type: 'failure',
    failure: aborted
      ? { class: 'aborted', message: 'stopped while waiting for the budget' }
      : { class: 'budget', message },
    usage: undefined,
  };
}
