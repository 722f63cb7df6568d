import type { Failure } from '../models/failure.ts';
import { environmentError } from './environment-error.ts';
import { makeItem } from './make-item.ts';
import { createPool, type Pool } from './pool.ts';
import type { CatalogueItem } from './product.ts';
import { escalateItem } from './settle-item.ts';
import type { ItemEnd, Shop } from './shop.ts';
import { errorMessage } from './user-error.ts';
import type { Valve } from './valve.ts';

/** Why a batch ended before its queue did. */
export interface Halt {
  outcome: 'stopped' | 'budget' | 'interrupted';
  reason: string;
}

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

/** So many items in a row that a provider left unanswered mean that it is down. */
const maxUnansweredInARow = 5;

/** Layer 2: keeps N workers busy with the items of a queue, each in isolation. */
export function createOrchestrator(options: OrchestratorOptions): Orchestrator {
  const { shop, valve } = options;
  const queue = [...options.queue];
  const abort = new AbortController();
  let halt: Halt | undefined;
  let unanswered = 0;
  const haltWith = (reason: Halt) => {
    halt ??= reason;
  };
  const settle = (item: CatalogueItem, end: ItemEnd) => {
    if (end.type !== 'interrupted') {
      unanswered = 0;
      return;
    }
    const { failure } = end;
    unanswered = failure.class === 'transient' ? unanswered + 1 : unanswered;
    const stopped = haltFor(failure, unanswered);
    if (stopped) haltWith(stopped);
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

function haltFor(failure: Failure, unanswered: number): Halt | undefined {
  switch (failure.class) {
    case 'budget':
      return { outcome: 'budget', reason: failure.message };
    case 'needs-person':
    case 'spend-cap':
      return { outcome: 'stopped', reason: `the provider needs a person: ${failure.message}` };
    case 'transient':
      return unanswered < maxUnansweredInARow
        ? undefined
        : { outcome: 'stopped', reason: `the provider does not answer: ${failure.message}` };
    case 'throttle':
    case 'quota':
    case 'deterministic':
    case 'aborted':
      return undefined;
    default:
      return failure.class satisfies never;
  }
}

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
    if (environmentError(error)) throw error;
    return escalateItem(shop, job, `a bug in the factory: ${errorMessage(error)}`);
  }
}
