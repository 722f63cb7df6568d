import type { Event } from '../journal/events.ts';
import { addToOutlook, reopenInOutlook } from '../money/outlook.ts';
import { changeItem, changeWorker, itemOf, noCheck } from './item-entry.ts';
import { addToSeries, emptySeries } from './series.ts';
import { reopenSpend, spendOnAccepted, waste } from './spend.ts';
import type { FactoryState, ItemState } from './state.ts';
import { addToStep } from './step-tally.ts';

type ItemEvent = Extract<
  Event,
  {
    type: `item.${string}` | `attempt.${string}` | 'tool.called' | 'card.issued' | 'repair.started';
  }
>;

/** Item events: where each item stands, what its cards said, and which worker has it. */
export function foldItem(state: FactoryState, event: ItemEvent): void {
  switch (event.type) {
    case 'item.started':
      itemStarted(state, event);
      return;
    case 'item.accepted':
      setUnchecked(state, event.item, event.unchecked ?? []);
      setStatus(state, event, 'accepted', {
        settledIn: state.run.id,
        sha256: event.sha256,
        sizeBytes: event.sizeBytes,
        failing: [],
        reason: undefined,
      });
      state.run = { ...state.run, accepted: state.run.accepted + 1 };
      state.timeline = {
        ...state.timeline,
        accepted: addToSeries(state.timeline.accepted, Date.parse(event.at), 1),
      };
      spendOnAccepted(state, event.item);
      addToOutlook(state, event.item, true);
      return;
    case 'item.escalated':
      waste(state, event.item);
      setStatus(state, event, 'escalated', { reason: event.reason, settledIn: state.run.id });
      state.run = { ...state.run, escalated: state.run.escalated + 1 };
      addToOutlook(state, event.item, false);
      return;
    case 'item.parked':
      setStatus(state, event, 'parked', {
        reason: event.reason,
        parkedIn: state.run.startSeq,
      });
      state.run = { ...state.run, parked: state.run.parked + 1 };
      return;
    case 'item.released':
    case 'item.reopened':
      itemReleased(state, event);
      return;
    case 'attempt.started':
      changeItem(state, event.item, {
        attempts: event.attempt,
        model: event.model,
        route: event.route,
      });
      addToStep(state, event, { started: 1 });
      changeWorker(state, event.item, { attempt: event.attempt, model: event.model, turn: 0 });
      return;
    case 'attempt.resumed':
      changeWorker(state, event.item, { attempt: event.attempt, turn: event.turn });
      return;
    case 'attempt.ended': {
      const passed = event.outcome === 'passed';
      // One that was given up for another model says nothing of its own.
      const more = event.outcome === 'dropped' ? { started: -1 } : { ended: 1 };
      addToStep(state, itemOf(state, event.item), { ...more, passed: passed ? 1 : 0 });
      if (!passed) waste(state, event.item);
      return;
    }
    case 'tool.called': {
      const { tool, isError, summary } = event;
      changeWorker(state, event.item, { lastTool: { tool, isError, summary } });
      return;
    }
    case 'card.issued':
      cardIssued(state, event);
      return;
    case 'repair.started': {
      // The number in the event, not a count of events: a crash may have one told twice.
      const more = Math.max(0, event.repair - itemOf(state, event.item).repairs);
      changeItem(state, event.item, { repairs: event.repair });
      changeWorker(state, event.item, { repairs: event.repair });
      state.quality = { ...state.quality, repairs: state.quality.repairs + more };
      return;
    }
    default:
      event satisfies never;
  }
}

function itemReleased(
  state: FactoryState,
  event: Extract<Event, { type: 'item.released' | 'item.reopened' }>,
): void {
  if (itemOf(state, event.item).status === 'accepted') reopenSpend(state, event.item);
  if (event.type === 'item.reopened') waste(state, event.item);
  setUnchecked(state, event.item, []);
  const { status, settledIn, ...item } = itemOf(state, event.item);
  const { costUsd, unknownUsd, tokens, activeMs } = item;
  const wasSettledNow = settledIn === state.run.id;
  if (wasSettledNow && (status === 'accepted' || status === 'escalated')) {
    state.run = { ...state.run, [status]: state.run[status] - 1 };
    reopenInOutlook(state, event.item);
  }
  joinRun(state, event.joins);
  const fresh = { begunIn: undefined, attempts: 0, repairs: 0, lastCheck: noCheck };
  setStatus(state, event, 'waiting', {
    reason: event.reason,
    settledIn: undefined,
    ...(event.type === 'item.reopened'
      ? { ...fresh, since: { costUsd, unknownUsd, tokens, activeMs } }
      : {}),
  });
}

function setUnchecked(state: FactoryState, id: string, unchecked: readonly string[]): void {
  const before = itemOf(state, id).unchecked;
  if (before.length === 0 && unchecked.length === 0) return;
  const more = Number(unchecked.length > 0) - Number(before.length > 0);
  state.quality = { ...state.quality, unchecked: state.quality.unchecked + more };
  changeItem(state, id, { unchecked });
}

/** A running run takes up what it had skipped, or was not asked for. */
function joinRun(
  state: FactoryState,
  joins: Extract<Event, { type: 'item.reopened' }>['joins'],
): void {
  const { run } = state;
  if (joins === 'skipped') state.run = { ...run, skipped: Math.max(0, run.skipped - 1) };
  if (joins === 'unasked') state.run = { ...run, requested: run.requested + 1 };
}

function itemStarted(state: FactoryState, event: Extract<Event, { type: 'item.started' }>): void {
  const { id: begunIn } = state.run;
  if (itemOf(state, event.item).begunIn !== begunIn) {
    state.run = { ...state.run, begun: state.run.begun + 1 };
  }
  setStatus(state, event, 'working', { title: event.title, reason: undefined, begunIn });
  const item = itemOf(state, event.item);
  state.workers.set(event.worker, {
    worker: event.worker,
    item: event.item,
    title: event.title,
    model: item.model ?? '',
    attempt: item.attempts,
    repairs: item.repairs,
    turn: 0,
    lastTool: undefined,
    costUsd: item.costUsd,
    sinceMs: Date.parse(event.at),
  });
}

function cardIssued(state: FactoryState, event: Extract<Event, { type: 'card.issued' }>): void {
  const item = itemOf(state, event.item);
  const { attempt, check } = event;
  if (item.lastCheck.attempt === attempt && item.lastCheck.check >= check) return;
  const now = new Set(event.failing.map((one) => one.criterion));
  for (const { criterion, message } of event.failing) {
    const tally = state.criteria.get(criterion) ?? {
      failed: 0,
      repaired: 0,
      lastMessage: '',
      trend: emptySeries(state.run.startedAtMs),
    };
    state.criteria.set(criterion, {
      ...tally,
      failed: tally.failed + 1,
      lastMessage: message,
      trend: addToSeries(tally.trend, Date.parse(event.at), 1),
    });
  }
  // Only within one conversation: a fresh attempt that does not fail has repaired nothing.
  for (const { criterion } of event.check > 1 ? item.failing : []) {
    const tally = state.criteria.get(criterion);
    if (tally && !now.has(criterion)) {
      state.criteria.set(criterion, { ...tally, repaired: tally.repaired + 1 });
    }
  }
  const { firstChecked, firstPassed } = state.quality;
  const passed = event.verdict === 'pass';
  if (item.firstPass === undefined) {
    state.quality = {
      ...state.quality,
      firstChecked: firstChecked + 1,
      firstPassed: firstPassed + (passed ? 1 : 0),
    };
  }
  changeItem(state, event.item, {
    failing: event.failing,
    everFailed: [...new Set([...item.everFailed, ...now])],
    firstPass: item.firstPass ?? passed,
    lastCheck: { attempt, check },
  });
}

function setStatus(
  state: FactoryState,
  event: { item: string },
  status: ItemState['status'],
  change: Partial<ItemState>,
): void {
  const id = event.item;
  const item = itemOf(state, id);
  const before = item.status;
  // What this start parked goes on in it.
  if (before === 'parked' && item.parkedIn === state.run.startSeq && state.run.parked > 0) {
    state.run = { ...state.run, parked: state.run.parked - 1 };
  }
  if (before !== 'waiting') state.counts = { ...state.counts, [before]: state.counts[before] - 1 };
  if (status !== 'waiting') state.counts = { ...state.counts, [status]: state.counts[status] + 1 };
  changeItem(state, id, { ...change, status });
  if (status === 'working') return;
  for (const [worker, { item }] of state.workers) if (item === id) state.workers.delete(worker);
}
