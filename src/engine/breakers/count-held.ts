import type { EventBody } from '../journal/events.ts';
import type { Store } from '../journal/store.ts';
import type { QuotaDesk } from '../quota/quota-desk.ts';
import type { WorkQueue } from '../work/work-queue.ts';
import type { Breakers } from './breakers.ts';
import { heldBesideQueue } from './held-up.ts';

/** Puts on record how many items wait for each open breaker, where that has changed. */
export function countHeld(of: {
  store: Store;
  record(body: EventBody): void;
  queue: WorkQueue;
  breakers: Breakers;
  quota: QuotaDesk;
}): void {
  const state = of.store.getState();
  const open = [...state.breakers.values()];
  if (open.length === 0) return;
  const counts = new Map<string, number>();
  for (const item of of.queue.items()) {
    for (const id of of.breakers.heldBy(item, of.quota.lanesFor(item))) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  const beside = heldBesideQueue(state, of.queue).length;
  for (const { id, scope, waiting: before } of open) {
    const waiting = (counts.get(id) ?? 0) + (scope === 'run' ? beside : 0);
    if (waiting !== before) of.record({ type: 'breaker.counted', id, waiting });
  }
}
