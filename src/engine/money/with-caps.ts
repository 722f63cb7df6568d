import type { CallModel, ModelFailure, ModelRequest } from '../../models/port.ts';
import { waitSignal } from '../../models/wait-signal.ts';
import type { CallPrices } from './call-price.ts';
import type { Caps, Reservation } from './caps.ts';

/** How limits are kept: what a call can cost, what may be spent, and when waiting for it is over. */
export interface CapsGuard {
  caps: Caps;
  prices: Pick<CallPrices, 'worstCaseOf' | 'leastOf' | 'within' | 'learn'>;
  stopping?: AbortSignal;
}

/**
 * Sends a call only once its worst case is set aside under all caps; near a cap with fewer output tokens,
 * as long as that makes sense. Otherwise it fails: with class `budget`, or `limit` where the cap is the
 * item's own.
 */
export function withCaps(call: CallModel, { caps, prices, stopping }: CapsGuard): CallModel {
  return async (request, io) => {
    const signal = waitSignal(io, stopping);
    // A model without a price cannot be bounded, and is refused beside a limit on the run or the day.
    const usd = prices.worstCaseOf(request) ?? Number.POSITIVE_INFINITY;
    const leastUsd = prices.leastOf(request) ?? Number.POSITIVE_INFINITY;
    const reserved = await caps.reserve({ item: request.item, usd, leastUsd }, signal);
    if (reserved.type === 'aborted') return aborted;
    if (reserved.type === 'refused') return refusal(request, leastUsd, reserved);
    try {
      const reply = await call(
        reserved.usd < usd ? prices.within(request, reserved.usd) : request,
        io,
      );
      prices.learn(request, reply);
      return reply;
    } finally {
      caps.release(reserved);
    }
  };
}

const aborted: ModelFailure = {
  type: 'failure',
  failure: { class: 'aborted', message: 'stopped while waiting for the budget' },
  usage: undefined,
};

function refusal(
  { model }: ModelRequest,
  leastUsd: number,
  { by, committedUsd }: Extract<Reservation, { type: 'refused' }>,
): ModelFailure {
  const limit = `$${by.limitUsd() ?? 0}`;
  const next = Number.isFinite(leastUsd)
    ? `the next call could cost up to $${leastUsd.toFixed(4)} even if it is kept short`
    : `there is no price for ${model}, so nobody knows what the next call could cost`;
  switch (by.name) {
    case 'item': {
      const spent = `the item has cost $${committedUsd.toFixed(4)}`;
      return failed('limit', `${spent}, and ${next}: its limit is ${limit} (limits.maxItemUsd)`);
    }
    case 'run': {
      const advice = 'a run with a larger --budget goes on from here';
      return failed('budget', `${next}, more than the budget of ${limit} has left; ${advice}`);
    }
    case 'day': {
      const advice = 'a run with a larger --daily goes on from here';
      return failed('budget', `${next}, more than the ${limit} of a whole day; ${advice}`);
    }
    default:
      return by.name satisfies never;
  }
}

function failed(failureClass: 'budget' | 'limit', message: string): ModelFailure {
  return { type: 'failure', failure: { class: failureClass, message }, usage: undefined };
}
