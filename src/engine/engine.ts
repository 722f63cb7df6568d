import { askAfterAcceptance } from './approvals/after-acceptance.ts';
import { openExchange } from './approvals/approval-exchange.ts';
import { heedRules } from './approvals/ask-by-rules.ts';
import { closeActing } from './approvals/close-acting.ts';
import {
  approvalsOf,
  openActions,
  takeUpApprovals,
  watchApprovals,
} from './approvals/run-approvals.ts';
import { countHeld } from './breakers/count-held.ts';
import { heldBesideQueue, stoppedByBreakers } from './breakers/held-up.ts';
import { watchBreakers } from './breakers/watch-breakers.ts';
import type { SendCommand } from './commands/command.ts';
import type { CommandParts } from './commands/command-parts.ts';
import { createCommandPort } from './commands/command-port.ts';
import type { EngineOptions } from './engine-options.ts';
import { environmentError } from './environment-error.ts';
import type { EventBody } from './journal/events.ts';
import { openRecorder, type Recorder } from './journal/recorder.ts';
import type { Store } from './journal/store.ts';
import { missingPrices, unpricedFallback } from './missing-prices.ts';
import { watchForecast } from './money/watch-forecast.ts';
import { openShop } from './open-shop.ts';
import { openGovernor } from './quota/open-governor.ts';
import { reconcile } from './reconcile.ts';
import { loadApart } from './rehearsal-apart.ts';
import type { Shop } from './shop.ts';
import { UserError } from './user-error.ts';
import { watchClock } from './watchdogs/watch-clock.ts';
import { type BatchEnd, finishRun } from './work/finish-run.ts';
import { nextTurn } from './work/goal.ts';
import { writeNotAcceptedOfCrashed } from './work/not-accepted.ts';
import { createOrchestrator } from './work/orchestrator.ts';
import { reopenItem } from './work/reopen-item.ts';
import { closeCrashed, startRun } from './work/start-run.ts';
import { createValve } from './work/valve.ts';

/** A running batch. It knows nothing of screens: they read the store and send commands. */
export interface Engine {
  send: SendCommand;
  store: Store;
  /** Settles when the batch has ended, everything is on disk and the directory is free again. */
  done: Promise<BatchEnd>;
}

/**
 * Opens a content directory and works on what was asked for. Throws a UserError when the directory
 * cannot be used; `done` rejects with one when it becomes unusable later (a full disk): what was
 * done until then is kept.
 */
export async function startEngine(given: EngineOptions): Promise<Engine> {
  const unpriced = missingPrices(given);
  const isCapped = given.budgetUsd !== undefined || given.dailyUsd !== undefined;
  if (isCapped && unpriced !== undefined) throw new UserError(unpriced);
  const fallback = unpricedFallback(given.routes, given.prices);
  if (fallback !== undefined) throw new UserError(fallback);
  const opened = await openRecorder(given, () => loadApart(given.paths, given.provider));
  try {
    closeCrashed(opened);
    await closeActing(opened, [...given.tools, ...given.actions]);
    opened.noticeRepairs();
    const valve = createValve();
    const ended = new AbortController();
    const { options, recorder } = onWatchedClock(given, opened, ended.signal);
    const governor = openGovernor(options, {
      recorder,
      signal: ended.signal,
      onDue: () => orchestrator.fill(),
      onError: (error) => orchestrator.fail(error),
    });
    const shop = openShop(options, { recorder, valve, governor });
    await reconcile(shop, recorder.openedAtMs);
    await writeNotAcceptedOfCrashed(options.paths, {
      state: recorder.store.getState(),
      ...options,
    });
    await reopenNamed(options, shop);
    const { store } = recorder;
    if (!options.dryRun) heedRules(shop, store.getState());
    const queue = startRun(options, recorder);
    const orchestrator = createOrchestrator({
      shop,
      queue,
      workers: options.workers,
      valve,
      runLimitMet: () => runLimitMet(options, recorder),
      turnOf: ({ id }, inWork) => {
        const { run, items } = store.getState();
        return nextTurn(run, { inWork, isBegun: items.get(id)?.begunIn === run.id });
      },
      // With a breaker open, what is left of the queue waits for a person, too.
      isAwaited: () =>
        options.waitForApprovals &&
        (!queue.isEmpty() ||
          heldBesideQueue(store.getState(), queue).length > 0 ||
          approvalsOf(store.getState(), queue).length > 0),
      whyLeft: () => stoppedByBreakers(store.getState(), queue),
      onPutDown: () => count(),
      onAccepted: (item) => askFor(item),
    });
    const count = () => countHeld({ store, queue, ...shop });
    const actions = openActions(shop, orchestrator);
    const askFor = (item: string) => {
      for (const approval of askAfterAcceptance(shop, item)) actions.take(approval);
    };
    const parts: CommandParts = { shop, queue, orchestrator, actions, valve, store };
    const send = createCommandPort(parts);
    const exchange = options.dryRun ? undefined : openExchange(parts, send);
    // Before the run looks whether anything is left to do or to wait for.
    count();
    await orchestrator.during(async () => {
      takeUpApprovals(parts, askFor);
      await exchange?.takeDropped();
    });
    const running = orchestrator.run();
    watchApprovals(parts, ended.signal);
    const during = (work: () => Promise<void>) =>
      void orchestrator.during(work).catch(orchestrator.fail);
    const { record } = recorder;
    const watches = [
      watchForecast({ store, clock: options.clock, record, during }),
      watchBreakers({ store, config: options.breakers, record, onOpened: count, during }),
    ];
    const stopWatches = () => {
      for (const stop of watches) stop();
    };
    ended.signal.addEventListener('abort', stopWatches, { once: true });
    exchange?.watch();
    const done = finishRun({ running, recorder, queue, exchange, ...options }).finally(() =>
      ended.abort(),
    );
    // Whoever awaits it hears of a failure; nobody doing so yet must not end the process.
    done.catch(() => {});
    return {
      send,
      store,
      done,
    };
  } catch (error) {
    await opened.abandon();
    throw environmentError(error) ?? error;
  }
}

/** Before anything is put on record, too, the clock is looked at: no event is to be dated by a jump that none tells of. */
function onWatchedClock(
  options: EngineOptions,
  recorder: Recorder,
  signal: AbortSignal,
): { options: EngineOptions; recorder: Recorder } {
  const { monotonicMs, watchdogs } = options;
  if (!monotonicMs) return { options, recorder };
  const mostMs = watchdogs.clockJumpSeconds * 1_000;
  const { record } = recorder;
  const clock = watchClock(options.clock, { monotonicMs, mostMs, record, signal });
  const looking = (body: EventBody) => {
    clock.now();
    record(body);
  };
  return { options: { ...options, clock }, recorder: { ...recorder, record: looking } };
}

/** A person who names an escalated item wants it tried again. */
async function reopenNamed({ reopen, clock }: EngineOptions, shop: Shop): Promise<void> {
  for (const id of reopen) {
    if (shop.itemState(id).status !== 'escalated') continue;
    const reason = `asked for again at ${new Date(clock.now()).toISOString()}`;
    await reopenItem(shop, id, { by: 'a person', reason });
  }
}

function runLimitMet({ limits, clock }: EngineOptions, { store }: Recorder): string | undefined {
  const nowMs = clock.now();
  const { run } = store.getState();
  const minutes = (run.activeMs + (nowMs - (run.activeSinceMs ?? nowMs))) / 60_000;
  if (limits.maxRunTokens !== undefined && run.tokens >= limits.maxRunTokens) {
    return `the run has used ${run.tokens} tokens, its limit is ${limits.maxRunTokens} (limits.maxRunTokens)`;
  }
  if (limits.maxRunMinutes !== undefined && minutes >= limits.maxRunMinutes) {
    return `the run has taken ${minutes.toFixed(1)} minutes, its limit is ${limits.maxRunMinutes} (limits.maxRunMinutes)`;
  }
  return undefined;
}
