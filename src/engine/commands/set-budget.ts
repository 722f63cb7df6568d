import { missingPrices } from '../missing-prices.ts';
import type { Ack } from './command.ts';
import { type CommandParts, done, refused } from './command-parts.ts';

/**
 * Gives the running run another budget, or takes it away: the next reservation keeps to it. Never
 * less than what is spent or set aside for calls in flight, which may cost that much.
 */
export function setBudget(parts: CommandParts, budgetUsd: number | null, by: string): Ack {
  const heldUsd = parts.shop.money.heldUsd();
  const refusal = whyNot(parts, { usd: budgetUsd, heldUsd, of: 'this run', name: 'budget' });
  if (refusal !== undefined) return refused(refusal);
  parts.shop.record({ type: 'budget.changed', budgetUsd, by });
  parts.shop.money.caps.limitChanged();
  return done;
}

/** The same for what a calendar day may cost; calls that wait for the next one go on when there is enough. */
export function setDaily(parts: CommandParts, dailyUsd: number | null, by: string): Ack {
  const heldUsd = parts.shop.money.heldTodayUsd();
  const refusal = whyNot(parts, { usd: dailyUsd, heldUsd, of: 'today', name: 'daily limit' });
  if (refusal !== undefined) return refused(refusal);
  parts.shop.record({ type: 'daily.changed', dailyUsd, by });
  parts.shop.money.caps.limitChanged();
  return done;
}

function whyNot(
  { shop, orchestrator }: CommandParts,
  limit: { usd: number | null; heldUsd: number; of: string; name: string },
): string | undefined {
  const halt = orchestrator.halted();
  const { usd, heldUsd, of, name } = limit;
  if (halt) return `the run is ending (${halt.reason}): give the next one this ${name}`;
  if (usd === null) return undefined;
  if (usd < heldUsd) {
    const least = (Math.ceil(heldUsd * 10_000) / 10_000).toFixed(4);
    return `$${least} of ${of} is spent or set aside for calls in flight: a ${name} cannot be lower`;
  }
  return missingPrices(shop);
}
