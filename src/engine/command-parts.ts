import type { Actions } from './actions.ts';
import type { Ack } from './command.ts';
import type { Orchestrator } from './orchestrator.ts';
import type { Shop } from './shop.ts';
import type { Store } from './store.ts';
import type { Valve } from './valve.ts';
import type { WorkQueue } from './work-queue.ts';

/** What commands act on. */
export interface CommandParts {
  shop: Shop;
  queue: WorkQueue;
  orchestrator: Orchestrator;
  actions: Actions;
  valve: Valve;
  store: Store;
}

export const done: Ack = { ok: true };

/** `reason` says where things stand and what to do instead. */
export function refused(reason: string): Ack {
  return { ok: false, reason };
}
