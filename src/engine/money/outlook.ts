import { addUsd } from '../../models/nano-usd.ts';
import type { RoutePlan } from '../journal/events.ts';
import { itemOf } from '../state/item-entry.ts';
import type { FactoryState, RouteOutlook, Sums } from '../state/state.ts';

const noSums: Sums = { count: 0, sum: 0, squares: 0 };

/** A run begins with so many open items a route; what was seen of the routes before is kept. */
export function planOutlook(
  state: Pick<FactoryState, 'outlook'>,
  plan: readonly RoutePlan[],
  isResumed: boolean,
): void {
  for (const [route, { settled }] of state.outlook) {
    change(state, route, isResumed ? { open: settled } : { open: 0, settled: 0 });
  }
  for (const { route, open, expectedUsd, expectedRate } of plan) {
    // In a run that goes on after a crash, what it has settled is open no more.
    const { settled } = outlookOf(state, route);
    change(state, route, { open: settled + open, expectedUsd, expectedRate });
  }
}

/** An item has been settled: by the factory, or unmade by a person, which tells nothing of its route. */
export function addToOutlook(state: FactoryState, id: string, accepted: boolean): void {
  const { route, attempts, costUsd, activeMs, since } = itemOf(state, id);
  if (route === undefined) return;
  const before = outlookOf(state, route);
  change(state, route, { settled: before.settled + 1 });
  if (attempts === 0) return;
  change(state, route, {
    usd: withOne(before.usd, addUsd(costUsd, -since.costUsd)),
    modelMs: withOne(before.modelMs, activeMs - since.activeMs),
    accepted: before.accepted + (accepted ? 1 : 0),
  });
}

/** An item that this run had settled is to be made again. */
export function reopenInOutlook(state: FactoryState, id: string): void {
  const { route } = itemOf(state, id);
  if (route === undefined) return;
  change(state, route, { settled: Math.max(0, outlookOf(state, route).settled - 1) });
}

function change(
  state: Pick<FactoryState, 'outlook'>,
  route: string,
  to: Partial<RouteOutlook>,
): void {
  state.outlook.set(route, { ...outlookOf(state, route), ...to });
}

function outlookOf({ outlook }: Pick<FactoryState, 'outlook'>, route: string): RouteOutlook {
  const nothing = { open: 0, settled: 0, expectedUsd: null, expectedRate: null, accepted: 0 };
  return outlook.get(route) ?? { route, ...nothing, usd: noSums, modelMs: noSums };
}

/** One more is seen. */
export function withOne({ count, sum, squares }: Sums, value: number): Sums {
  return { count: count + 1, sum: sum + value, squares: squares + value * value };
}
