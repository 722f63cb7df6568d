import type { Event } from '../journal/events.ts';
import { planOutlook } from '../money/outlook.ts';
import { clockStopped } from './run-clock.ts';
import { emptySeries } from './series.ts';
import type { FactoryState, RunState } from './state.ts';

type RunEvent = Extract<
  Event,
  {
    type:
      | `run.${string}`
      | `day.${string}`
      | `${string}.changed`
      | 'rule.added'
      | 'forecast.crossed';
  }
>;

/** Run events: who runs, since when, and how it ended. */
export function foldRun(state: FactoryState, event: RunEvent): void {
  const atMs = Date.parse(event.at);
  const { run } = state;
  switch (event.type) {
    case 'run.started':
      state.product = event.product;
      state.provider = event.provider;
      state.run = started(run, event, atMs);
      state.waits = new Map();
      state.dayPark = undefined;
      planOutlook(state, event.plan ?? [], event.resumed);
      if (!event.resumed) {
        state.timeline = { accepted: emptySeries(atMs), usd: emptySeries(atMs) };
      }
      return;
    case 'run.paused':
      state.run = { ...clockStopped(run, atMs), state: 'paused', reason: `paused by ${event.by}` };
      return;
    case 'run.resumed':
      state.run = { ...run, state: 'running', reason: '', activeSinceMs: atMs };
      return;
    case 'run.stopping':
      state.run = { ...run, reason: `stopping, asked by ${event.by}` };
      return;
    case 'workers.changed':
      state.run = { ...run, workers: event.workers };
      return;
    case 'budget.changed':
      state.run = { ...run, budgetUsd: event.budgetUsd };
      return;
    case 'daily.changed':
      state.run = { ...run, dailyUsd: event.dailyUsd };
      return;
    case 'forecast.crossed':
      state.run = { ...run, passesBudget: event.over };
      return;
    case 'day.waiting':
      state.dayPark = { sinceMs: state.dayPark?.sinceMs ?? atMs, untilMs: event.untilMs };
      return;
    case 'day.over':
      state.dayPark = undefined;
      return;
    case 'rule.added':
      state.run = { ...run, rules: [...run.rules, event.rule] };
      return;
    case 'run.ended':
      state.run = {
        ...clockStopped(run, event.diedAtMs ?? atMs),
        state: endState[event.outcome],
        outcome: event.outcome,
        reason: event.reason,
        notAccepted: event.notAccepted,
        unusable: event.unusable === true,
      };
      state.workers = new Map();
      state.waits = new Map();
      state.dayPark = undefined;
      return;
    default:
      event satisfies never;
  }
}

const endState = {
  finished: 'finished',
  stopped: 'stopped',
  budget: 'stopped',
  interrupted: 'stopped',
  crashed: 'crashed',
} as const;

function started(
  before: RunState,
  event: Extract<Event, { type: 'run.started' }>,
  atMs: number,
): RunState {
  const { workers, budgetUsd, total, requested, skipped, selection, dryRun } = event;
  const { dailyUsd = null, timeZone = 'UTC', target = null, tries = null } = event;
  return {
    // What was parked before a crash is tried again.
    ...(event.resumed ? { ...before, parked: 0 } : { ...emptyRun(), startedAtMs: atMs }),
    id: event.run,
    startSeq: event.seq,
    state: 'running',
    reason: '',
    outcome: undefined,
    notAccepted: undefined,
    unusable: false,
    activeSinceMs: atMs,
    ...{
      workers,
      budgetUsd,
      dailyUsd,
      timeZone,
      target,
      tries,
      total,
      requested,
      skipped,
      selection,
      dryRun,
    },
  };
}

/** A run that nobody has begun. */
export function emptyRun(): RunState {
  return {
    id: '',
    startSeq: 0,
    state: 'none',
    reason: '',
    outcome: undefined,
    notAccepted: undefined,
    unusable: false,
    answered: false,
    startedAtMs: 0,
    activeMs: 0,
    activeSinceMs: undefined,
    workers: 0,
    budgetUsd: null,
    dailyUsd: null,
    timeZone: 'UTC',
    target: null,
    tries: null,
    total: 0,
    requested: 0,
    skipped: 0,
    selection: '',
    dryRun: false,
    rules: [],
    accepted: 0,
    escalated: 0,
    begun: 0,
    modelMs: 0,
    passesBudget: false,
    parked: 0,
    spentUsd: 0,
    tokens: 0,
    unknownUsd: 0,
  };
}
