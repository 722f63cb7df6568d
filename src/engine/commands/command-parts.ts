import type { Actions } from '../approvals/actions.ts';
import type { Store } from '../journal/store.ts';
import type { Shop } from '../shop.ts';
import type { Orchestrator } from '../work/orchestrator.ts';
import type { Valve } from '../work/valve.ts';
import type { WorkQueue } from '../work/work-queue.ts';
import type { Ack } from './command.ts';

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
