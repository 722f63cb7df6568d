import { addUsd } from '../../models/nano-usd.ts';
import type { Usage } from '../../models/port.ts';
import type { Event } from '../journal/events.ts';
import { addToQuarter } from '../money/day-spend.ts';
import { changeItem, changeWorker, itemOf } from './item-entry.ts';
import { addToSeries } from './series.ts';
import type { FactoryState } from './state.ts';
import { addToStep } from './step-tally.ts';
import { addCall, emptyTotals } from './totals.ts';

type CallEvent = Extract<Event, { type: `call.${string}` }>;
type Ended = Extract<Event, { type: 'call.settled' | 'call.failed' }>;

/** Call events: tokens and dollars, by item, model and purpose. */
export function foldCall(state: FactoryState, event: CallEvent): void {
  switch (event.type) {
    case 'call.started':
      state.inFlight.set(callKey(event), {
        model: event.model,
        purpose: event.purpose,
        reservedUsd: event.reservedUsd,
        sinceMs: Date.parse(event.at),
      });
      changeWorker(state, event.item, { turn: event.turn, model: event.model });
      state.waits.delete(event.model);
      return;
    case 'call.settled':
    case 'call.failed':
      callEnded(state, event);
      return;
    case 'call.waiting':
      state.waits.set(event.model, { reason: event.reason, untilMs: event.untilMs });
      return;
    default:
      event satisfies never;
  }
}

/** Names a call in flight: an item has one at a time. */
export function callKey(call: { item: string; attempt: number; turn: number }): string {
  return `${call.item}/${call.attempt}/${call.turn}`;
}

function callEnded(state: FactoryState, event: Ended): void {
  const { usage, costUsd } = event;
  const key = callKey(event);
  const atMs = Date.parse(event.at);
  const { reservedUsd, sinceMs } = state.inFlight.get(key) ?? { reservedUsd: 0, sinceMs: atMs };
  // How long a call went on that was lost in a crash, nobody knows; the downtime is not its.
  const isLost = event.type === 'call.failed' && event.class === 'lost';
  const tookMs = isLost ? 0 : Math.max(0, atMs - sinceMs);
  const spentUsd = costUsd ?? 0;
  const unknownUsd = costUsd === null ? (reservedUsd ?? 0) : 0;
  const tokens = usage ? tokensOf(usage) : 0;
  state.inFlight.delete(key);
  state.totals = addCall(state.totals, usage, costUsd);
  addTo(state.byModel, event.model, usage, costUsd);
  addTo(state.byPurpose, event.purpose, usage, costUsd);
  state.run = {
    ...state.run,
    spentUsd: addUsd(state.run.spentUsd, spentUsd),
    answered: state.run.answered || event.type === 'call.settled',
    tokens: state.run.tokens + tokens,
    modelMs: state.run.modelMs + tookMs,
    unknownUsd: addUsd(state.run.unknownUsd, unknownUsd),
  };
  addToQuarter(state, isLost ? sinceMs : atMs, { spentUsd, unknownUsd });
  if (costUsd !== null && costUsd > 0) {
    const { timeline } = state;
    state.timeline = { ...timeline, usd: addToSeries(timeline.usd, atMs, costUsd) };
  }
  if (event.type === 'call.failed') countError(state, event, atMs);
  const item = itemOf(state, event.item);
  addToStep(state, item, { costUsd: spentUsd });
  const itemCost = addUsd(item.costUsd, spentUsd);
  changeItem(state, event.item, {
    costUsd: itemCost,
    attemptUsd: addUsd(item.attemptUsd, spentUsd),
    tokens: item.tokens + tokens,
    activeMs: item.activeMs + tookMs,
    unknownCostCalls: item.unknownCostCalls + (costUsd === null ? 1 : 0),
    unknownUsd: addUsd(item.unknownUsd, unknownUsd),
  });
  changeWorker(state, event.item, { costUsd: itemCost });
}

function countError(
  state: FactoryState,
  { class: kind, message }: Extract<Event, { type: 'call.failed' }>,
  atMs: number,
): void {
  const count = (state.errors.get(kind)?.count ?? 0) + 1;
  state.errors.set(kind, { count, lastMessage: message, lastAtMs: atMs });
}

function tokensOf(usage: Usage): number {
  return usage.input + usage.cacheWrite5m + usage.cacheWrite1h + usage.cacheRead + usage.output;
}

function addTo(
  totals: FactoryState['byModel'],
  key: string,
  usage: Usage | null,
  costUsd: number | null,
): void {
  totals.set(key, addCall(totals.get(key) ?? emptyTotals(), usage, costUsd));
}
