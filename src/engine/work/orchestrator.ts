import type { Failure } from '../../models/failure.ts';
import type { CatalogueItem } from '../product.ts';
import type { Claim } from '../quota/quota-desk.ts';
import type { ItemEnd, Shop } from '../shop.ts';
import { goOn } from './go-on.ts';
import type { Turn } from './goal.ts';
import { type Halt, haltFor } from './halt.ts';
import { createPool, type Pool } from './pool.ts';
import { skipItem } from './skip-item.ts';
import type { Valve } from './valve.ts';
import { workItem } from './work-item.ts';
import type { WorkQueue } from './work-queue.ts';

export interface Orchestrator {
  /** Works the queue off; settles with the reason when something ended it early. */
  run(): Promise<Halt | undefined>;
  pause(): void;
  resume(): void;
  /** No new items; items in hand end at their next call, or at once with `now`. */
  stop(halt: Halt, now: boolean): void;
  /** To be called when items may be begun that could not be before. */
  fill(): void;
  resize(workers: number): void;
  /** Has an item in a worker's hands go to a person before its next call; false when it does already. */
  skip(id: string, by: string): boolean;
  /** Why no more items are begun, once that is so. */
  halted(): Halt | undefined;
  isDone(): boolean;
  /** Aborts when what is under way is to be cut off. */
  signal: AbortSignal;
  /** The run does not end before this work has; workers then look at the queue again. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Ends the run with an error of the environment, as one that met a worker would. */
  fail(error: unknown): void;
}

export interface OrchestratorOptions {
  shop: Shop;
  queue: WorkQueue;
  workers: number;
  valve: Valve;
  /** A reason to begin no more items: a cap of the run that is met. */
  runLimitMet(): string | undefined;
  /** Whether the run takes up this item now, with so many in work. */
  turnOf(item: CatalogueItem, inWork: number): Turn;
  /** Whether something outside may still bring an item, or have one begun that a breaker holds. */
  isAwaited(): boolean;
  /** Why the run ends with its queue at a stop; undefined when nothing is left. */
  whyLeft(): Halt | undefined;
  /** Told when an item has been put down for want of a model, or of an answer. */
  onPutDown(): void;
  /** Told of every item whose output has just been accepted. */
  onAccepted(item: string): void;
}

/** An item in a worker's hands. */
interface Hand {
  leaving: AbortController;
  skippedBy: string | undefined;
}

/** Layer 2: keeps N workers busy with the items of a queue, each in isolation. */
export function createOrchestrator(options: OrchestratorOptions): Orchestrator {
  const { shop, queue, valve } = options;
  const abort = new AbortController();
  const hands = new Map<string, Hand>();
  let halt: Halt | undefined;
  let held = 0;
  const haltWith = (reason: Halt) => {
    halt ??= reason;
  };
  const work = async (item: CatalogueItem, worker: number, claim: Claim) => {
    const hand: Hand = { leaving: new AbortController(), skippedBy: undefined };
    hands.set(item.id, hand);
    const signals = { signal: abort.signal, leaving: hand.leaving.signal };
    const end = await leave(shop, item, {
      end: await workItem(shop, { item, worker, ...signals }),
      skippedBy: () => hand.skippedBy,
    });
    hands.delete(item.id);
    shop.quota.release(claim);
    const met = end.type === 'interrupted' ? haltFor(end.failure) : undefined;
    if (met) haltWith(met);
    settle({ shop, queue }, item, end);
    if (end.type === 'parked' || end.type === 'interrupted') options.onPutDown();
    if (end.type === 'accepted') options.onAccepted(item.id);
  };
  const isHeld = (item: CatalogueItem) =>
    shop.breakers.heldBy(item, shop.quota.lanesFor(item)).length > 0;
  const isLeft = () => queue.items().every(isHeld);
  const pool: Pool = createPool({
    workers: options.workers,
    isOver: () => held === 0 && (halt !== undefined || (isLeft() && !options.isAwaited())),
    onError: () => abort.abort(),
    next: () => {
      const limit = options.runLimitMet();
      if (limit !== undefined) haltWith({ outcome: 'stopped', reason: limit });
      if (halt || valve.state() !== 'open') return undefined;
      const look = shop.quota.looker();
      let claim: Claim | undefined;
      const item = queue.peek((one) => {
        claim = isHeld(one) ? undefined : look(one);
        return claim !== undefined;
      });
      // Also where all that is left waits for a parked model, the run may have what it wanted.
      const first = item ?? queue.peek(() => true);
      const turn = first && options.turnOf(first, hands.size);
      if (turn?.type === 'end') haltWith(turn.halt);
      if (!item || !claim) return undefined;
      if (turn?.type !== 'take') {
        shop.quota.release(claim);
        return undefined;
      }
      queue.take(item.id);
      return begun(item, claim);
    },
  });
  const begun = (item: CatalogueItem, claim: Claim) => (worker: number) =>
    work(item, worker, claim);
  return {
    async run() {
      pool.fill();
      await pool.done;
      return halt ?? options.whyLeft();
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
    fill: () => pool.fill(),
    resize: (workers) => pool.resize(workers),
    skip(id, by) {
      const hand = hands.get(id);
      if (!hand || hand.skippedBy !== undefined) return false;
      hand.skippedBy = by;
      hand.leaving.abort();
      return true;
    },
    halted: () => halt,
    isDone: () => pool.isDone(),
    signal: abort.signal,
    async during(use) {
      held += 1;
      try {
        return await use();
      } finally {
        held -= 1;
        pool.fill();
      }
    },
    fail: (error) => pool.fail(error),
  };
}

/** An item that was skipped while a worker had it goes to a person, unless it is settled by now. */
async function leave(
  shop: Shop,
  item: CatalogueItem,
  { end, skippedBy }: { end: ItemEnd; skippedBy(): string | undefined },
): Promise<ItemEnd> {
  const by = skippedBy();
  if (by === undefined) return end;
  const isOpen = end.type !== 'accepted' && end.type !== 'escalated';
  if (isOpen) return skipItem(shop, item, by);
  const message = `${item.id} was ${end.type} before ${by} could skip it`;
  shop.record({ type: 'notice.given', level: 'info', item: item.id, message });
  return end;
}

function settle(at: { shop: Shop; queue: WorkQueue }, item: CatalogueItem, end: ItemEnd): void {
  const { shop } = at;
  if (end.type === 'interrupted') {
    const { class: kind, message: reason } = end.failure;
    const type = waitsForRun.has(kind) ? 'item.released' : 'item.parked';
    const more = kind === 'transient' ? { unanswered: true as const } : {};
    shop.record({ type, item: item.id, reason, ...more });
  }
  if (end.type === 'parked') {
    shop.record({ type: 'item.parked', item: item.id, reason: end.reason });
    shop.quota.holdFor(item.id, end.lanes);
    at.queue.putFirst(item);
  }
  if (end.type !== 'waits') return;
  shop.record({ type: 'item.parked', item: item.id, reason: end.reason });
  // A quick person may have decided before the item was put down.
  if (shop.waitingApprovals(item.id).length === 0) goOn(at, item, 'what it waited for is decided');
}

/** Failures after which an item simply waits for the next run; after others it is parked with a reason. */
const waitsForRun = new Set<Failure['class']>(['aborted', 'budget']);
