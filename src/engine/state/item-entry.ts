import type { FactoryState, ItemState, WorkerState } from './state.ts';

/** No report card yet. */
export const noCheck = { attempt: 0, check: 0 };

/** The item's entry, or that of an item nobody has touched. */
export function itemOf(state: Pick<FactoryState, 'items'>, id: string): ItemState {
  return (
    state.items.get(id) ?? {
      id,
      title: '',
      status: 'waiting',
      attempts: 0,
      repairs: 0,
      costUsd: 0,
      unknownCostCalls: 0,
      unknownUsd: 0,
      tokens: 0,
      activeMs: 0,
      since: { costUsd: 0, unknownUsd: 0, tokens: 0, activeMs: 0 },
      attemptUsd: 0,
      acceptedUsd: 0,
      failing: [],
      unchecked: [],
      everFailed: [],
      lastCheck: noCheck,
      firstPass: undefined,
      model: undefined,
      route: undefined,
      reason: undefined,
      settledIn: undefined,
      begunIn: undefined,
      parkedIn: undefined,
      sha256: undefined,
      sizeBytes: undefined,
      changedAtMs: 0,
    }
  );
}

/** Replaces the item's entry by one with `change` in it. */
export function changeItem(state: FactoryState, id: string, change: Partial<ItemState>): void {
  state.items.set(id, { ...itemOf(state, id), ...change });
}

/** Replaces the entry of the worker that has this item, if one has. */
export function changeWorker(
  state: FactoryState,
  item: string,
  change: Partial<WorkerState>,
): void {
  for (const [worker, before] of state.workers) {
    if (before.item === item) state.workers.set(worker, { ...before, ...change });
  }
}
