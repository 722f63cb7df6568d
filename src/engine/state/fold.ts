import { foldApproval } from '../approvals/fold-approval.ts';
import { foldBreakers } from '../breakers/fold-breakers.ts';
import { foldRunEnds } from '../breakers/fold-run-ends.ts';
import { foldTallies } from '../breakers/fold-tallies.ts';
import type { Event } from '../journal/events.ts';
import { foldQuota } from '../quota/fold-quota.ts';
import { foldClockJump } from '../watchdogs/fold-clock.ts';
import { foldCall } from './fold-call.ts';
import { foldItem } from './fold-item.ts';
import { emptyRun, foldRun } from './fold-run.ts';
import { changeItem } from './item-entry.ts';
import { clocked } from './run-clock.ts';
import { emptySeries } from './series.ts';
import type { FactoryState } from './state.ts';
import { emptyTotals } from './totals.ts';

/** The state of a content directory in which nothing has happened. */
export function emptyState(): FactoryState {
  return {
    seq: 0,
    lastAtMs: 0,
    product: '',
    provider: { name: '', baseUrl: '', rehearsal: false },
    run: emptyRun(),
    items: new Map(),
    counts: { working: 0, parked: 0, accepted: 0, escalated: 0 },
    quality: { firstPassed: 0, firstChecked: 0, repairs: 0, unchecked: 0 },
    totals: emptyTotals(),
    byModel: new Map(),
    byPurpose: new Map(),
    spend: { acceptedUsd: 0, wastedUsd: 0 },
    quarters: new Map(),
    dayPark: undefined,
    timeline: { accepted: emptySeries(0), usd: emptySeries(0) },
    bySteps: new Map(),
    outlook: new Map(),
    errors: new Map(),
    criteria: new Map(),
    approvals: new Map(),
    workers: new Map(),
    waits: new Map(),
    parks: new Map(),
    tallies: new Map(),
    runEnds: [],
    breakers: new Map(),
    inFlight: new Map(),
    noticesAreOld: false,
    notices: [],
  };
}

/**
 * Takes one event into the state, in place: what comes out depends on the state and the event alone,
 * so replaying a journal gives the live state. Entries of its maps are replaced, never changed, so
 * that a reader can tell by identity what is new.
 */
export function fold(state: FactoryState, event: Event): void {
  foldByKind(state, event);
  foldTallies(state, event);
  foldRunEnds(state, event);
  if ('item' in event && event.item !== undefined && state.items.has(event.item)) {
    changeItem(state, event.item, { changedAtMs: Date.parse(event.at) });
  }
  state.run = clocked(state, Date.parse(event.at));
  state.seq = event.seq;
  state.lastAtMs = Date.parse(event.at);
}

function foldByKind(state: FactoryState, event: Event): void {
  switch (event.type) {
    case 'run.started':
    case 'run.paused':
    case 'run.resumed':
    case 'run.stopping':
    case 'run.ended':
    case 'workers.changed':
    case 'budget.changed':
    case 'daily.changed':
    case 'day.waiting':
    case 'day.over':
    case 'forecast.crossed':
    case 'rule.added':
      foldRun(state, event);
      if (event.type === 'run.started') dropOldNotices(state);
      if (event.type === 'run.ended') state.noticesAreOld = true;
      return;
    case 'item.started':
    case 'item.accepted':
    case 'item.escalated':
    case 'item.parked':
    case 'item.released':
    case 'item.reopened':
    case 'attempt.started':
    case 'attempt.resumed':
    case 'attempt.ended':
    case 'tool.called':
    case 'card.issued':
    case 'repair.started':
      foldItem(state, event);
      return;
    case 'call.started':
    case 'call.settled':
    case 'call.failed':
    case 'call.waiting':
      foldCall(state, event);
      return;
    case 'quota.parked':
    case 'quota.probed':
    case 'quota.resumed':
      foldQuota(state, event);
      return;
    case 'breaker.opened':
    case 'breaker.counted':
    case 'breaker.reset':
      foldBreakers(state, event);
      return;
    case 'approval.asked':
    case 'approval.decided':
    case 'action.begun':
    case 'action.ended':
      foldApproval(state, event);
      return;
    case 'clock.jumped':
      dropOldNotices(state);
      foldClockJump(state, event);
      return;
    case 'command.refused':
      return;
    case 'notice.given':
      dropOldNotices(state);
      state.notices.push({ at: event.at, level: event.level, message: event.message });
      if (state.notices.length > 50) state.notices.shift();
      return;
    default:
      event satisfies never;
  }
}

function dropOldNotices(state: FactoryState): void {
  if (state.noticesAreOld) state.notices = [];
  state.noticesAreOld = false;
}
