import { waitingApprovals } from '../approvals/approvals.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Recorder } from '../journal/recorder.ts';
import { planRoutes } from '../money/plan-routes.ts';
import type { CatalogueItem } from '../product.ts';
import type { FactoryState } from '../state/state.ts';
import { createWorkQueue, type WorkQueue } from './work-queue.ts';

/**
 * Puts the beginning of the run on record and gives the items to work on: what is settled is
 * skipped, what was begun goes first, what waits for a person is parked until a decision comes. After
 * a crash, the same request is the same run going on.
 */
export function startRun(options: EngineOptions, recorder: Recorder): WorkQueue {
  const { requested, selection, product, provider, workers, budgetUsd, catalogue, dryRun } =
    options;
  const { dailyUsd, timeZone, target, tries } = options;
  const state = recorder.store.getState();
  const resumed =
    state.run.state === 'crashed' &&
    state.run.selection === selection &&
    state.product === product.name &&
    state.provider.name === provider.name;
  const open = requested.filter(({ id }) => !isSettled(state, id));
  const settled = requested.length - open.length;
  const before = resumed ? state.run.accepted + state.run.escalated : 0;
  recorder.record({
    type: 'run.started',
    run: resumed ? state.run.id : options.newId(),
    resumed,
    product: product.name,
    provider,
    workers,
    budgetUsd: budgetUsd ?? null,
    dailyUsd: dailyUsd ?? null,
    timeZone: timeZone ?? 'UTC',
    target: target ?? null,
    tries: tries ?? null,
    plan: planRoutes(options, open),
    total: catalogue.length,
    requested: requested.length,
    skipped: Math.max(0, settled - before),
    selection,
    dryRun,
  });
  const stillWanted = (target ?? 0) - recorder.store.getState().run.accepted;
  if (stillWanted > open.length) {
    const message = `${stillWanted} more are wanted (--target), and only ${open.length} of the items asked for are open`;
    recorder.record({ type: 'notice.given', level: 'warning', message });
  }
  const awaited = park(recorder, open);
  const free = open.filter(({ id }) => !awaited.has(id));
  const isBegun = ({ id }: CatalogueItem) => (state.items.get(id)?.attempts ?? 0) > 0;
  return createWorkQueue(
    requested.map(({ id }) => id),
    [...free.filter(isBegun), ...free.filter((item) => !isBegun(item))],
  );
}

/** Parks those of the items that wait for a person, and gives their ids. */
function park({ store, record }: Recorder, items: readonly CatalogueItem[]): Set<string> {
  const asked = new Map(waitingApprovals(store.getState()).map((one) => [one.item, one.action]));
  const waiting = items.filter(({ id }) => asked.has(id)).map(({ id }) => id);
  for (const item of waiting) {
    const action = asked.get(item);
    const reason = `waits for approval: ${action?.verb} ${action?.target}`;
    record({ type: 'item.parked', item, reason });
  }
  return new Set(waiting);
}

/**
 * Says what an engine that died could not say any more: calls lost, the run's end. To come before
 * anything else of a start, so that another crash in it cannot pass its own time off as the run's.
 */
export function closeCrashed({ store, record, openedAtMs }: Recorder): void {
  const state = store.getState();
  if (state.run.state !== 'running' && state.run.state !== 'paused') return;
  for (const [key, { model, purpose }] of state.inFlight) {
    const [item = '', attempt, turn] = key.split('/');
    record({
      type: 'call.failed',
      item,
      attempt: Number(attempt),
      turn: Number(turn),
      model,
      purpose,
      class: 'lost',
      message: 'the engine died while this call was in flight: what it cost is unknown',
      usage: null,
      costUsd: null,
    });
  }
  const reason = 'the engine died';
  record({ type: 'run.ended', outcome: 'crashed', reason, diedAtMs: openedAtMs });
}

function isSettled(state: FactoryState, id: string): boolean {
  const status = state.items.get(id)?.status;
  return status === 'accepted' || status === 'escalated';
}
