import type { Failure } from '../models/failure.ts';
import { createBreaker } from './breaker.ts';
import { environmentError } from './environment-error.ts';
import type { Halt } from './halt.ts';
import { makeItem } from './make-item.ts';
import { createPool, type Pool } from './pool.ts';
import type { CatalogueItem } from './product.ts';
import { escalateItem } from './settle-item.ts';
import type { ItemEnd, Shop } from './shop.ts';
import { errorCode, errorMessage, UserError } from './user-error.ts';
import type { Valve } from './valve.ts';

export interface Orchestrator {
  /** Works the queue off; settles with the reason when something ended it early. */
  run(): Promise<Halt | undefined>;
  pause(): void;
  resume(): void;
  /** No new items; items in hand end at their next call, or at once with `now`. */
  stop(halt: Halt, now: boolean): void;
  resize(workers: number): void;
}

export interface OrchestratorOptions {
  shop: Shop;
  queue: readonly CatalogueItem[];
  workers: number;
  valve: Valve;
  /** A reason to begin no more items: a cap of the run that is met. */
  runLimitMet(): string | undefined;
}

/** Layer 2: keeps N workers busy with the items of a queue, each in isolation. */
export function createOrchestrator(options: OrchestratorOptions): Orchestrator {
  const { shop, valve } = options;
  const queue = [...options.queue];
  const abort = new AbortController();
  const breaker = createBreaker();
  let halt: Halt | undefined;
  const haltWith = (reason: Halt) => {
    halt ??= reason;
  };
  const settle = (item: CatalogueItem, end: ItemEnd) => {
    const stopped = breaker.see(end);
    if (stopped) haltWith(stopped);
    if (end.type !== 'interrupted') return;
    const { failure } = end;
    const type = waitsForRun.has(failure.class) ? 'item.released' : 'item.parked';
    shop.record({ type, item: item.id, reason: failure.message });
  };
  const pool: Pool = createPool({
    workers: options.workers,
    isOver: () => halt !== undefined || queue.length === 0,
    onError: () => abort.abort(),
    next: () => {
      const limit = options.runLimitMet();
      if (limit !== undefined) haltWith({ outcome: 'stopped', reason: limit });
      if (halt || valve.state() !== 'open') return undefined;
      const item = queue.shift();
      if (!item) return undefined;
      return async (worker) =>
        settle(item, await work(shop, { item, worker, signal: abort.signal }));
    },
  });
  return {
    async run() {
      pool.fill();
      await pool.done;
      return halt;
    },
    pause: () => valve.pause(),
    resume() {
      valve.resume();
      pool.fill();
    },
    stop(reason, now) {
      haltWith(reason);
      valve.close();
      if (now) abort.abort();
      pool.fill();
    },
    resize: (workers) => pool.resize(workers),
  };
}

/** Failures after which an item simply waits for the next run; after others it is parked with a reason. */
const waitsForRun = new Set<Failure['class']>(['aborted', 'budget']);

/** A bug that meets an item sends that item to a person; a broken environment ends the run. */
async function work(
  shop: Shop,
  job: { item: CatalogueItem; worker: number; signal: AbortSignal },
): Promise<ItemEnd> {
  const { item, worker } = job;
  shop.record({ type: 'item.started', item: item.id, title: item.title, worker });
  try {
    return await makeItem(shop, job);
  } catch (error) {
    // A damaged file of this item is a UserError too, and no reason to end the run.
    if (errorCode(error) !== undefined && environmentError(error)) throw error;
    const isItsOwn = error instanceof UserError;
    const reason = isItsOwn ? error.message : `a bug in the factory: ${errorMessage(error)}`;
    return escalateItem(shop, job, { reason, cause: isItsOwn ? 'item' : 'system' });
  }
}
