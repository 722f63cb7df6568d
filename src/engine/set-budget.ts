import type { Ack } from './command.ts';
import { type CommandParts, done, refused } from './command-parts.ts';
import { missingPrices } from './missing-prices.ts';

/**
 * Gives the running run another budget, or takes it away: the next reservation keeps to it. Never
 * less than what is spent or set aside for calls in flight, which may cost that much.
 */
export function setBudget(
  { shop, orchestrator }: CommandParts,
  budgetUsd: number | null,
  by: string,
): Ack {
  const halt = orchestrator.halted();
  if (halt) return refused(`the run is ending (${halt.reason}): give the next one this budget`);
  const unpriced = budgetUsd === null ? undefined : missingPrices(shop.routes, shop.prices);
  if (unpriced !== undefined) return refused(unpriced);
  const heldUsd = shop.budget.heldUsd();
  if (budgetUsd !== null && budgetUsd < heldUsd) {
    const least = (Math.ceil(heldUsd * 10_000) / 10_000).toFixed(4);
    return refused(
      `$${least} of this run is spent or set aside for calls in flight: a budget cannot be lower`,
    );
  }
  shop.record({ type: 'budget.changed', budgetUsd, by });
  shop.budget.limitChanged();
  return done;
}
