import type { Link, Session } from '../client/session.ts';
import { waitingApprovals } from '../engine/approvals/approvals.ts';
import type { ApprovalState, BreakerState, FactoryState } from '../engine/state/state.ts';
import { type Summary, summarise } from '../engine/state/summary.ts';
import { type ParkView, parkViews } from './park-words.ts';
import {
  dayParkView,
  type EscalatedView,
  escalatedViews,
  type FailureView,
  failureViews,
  hasEnded,
  onlyApprovalsLeft,
  shownNotice,
  type WaitView,
  type WorkerView,
  waitViews,
  workerViews,
} from './selectors.ts';

/** Everything that all screens show of the factory at one moment. Parts that did not change keep their identity. */
export interface Frame {
  nowMs: number;
  link: Link;
  summary: Summary;
  run: FactoryState['run'];
  timeline: FactoryState['timeline'];
  workers: readonly WorkerView[];
  failures: readonly FailureView[];
  waits: readonly WaitView[];
  /** Models that take no calls for a while. */
  parks: readonly ParkView[];
  /** Breakers that are open. */
  breakers: readonly BreakerState[];
  /** While calls wait for another day's dollars: until when, and how long that is. */
  dayPark: { untilMs: number; leftMs: number } | undefined;
  /** What waits for a person, oldest first. */
  approvals: readonly ApprovalState[];
  /** The run goes on for nothing but these. */
  onlyApprovalsLeft: boolean;
  /** Once the run has ended, the first items that need a person. */
  escalated: readonly EscalatedView[];
  notice: FactoryState['notices'][number] | undefined;
  /** True once nothing more will happen in this run. */
  ended: boolean;
  /** True while a counter of seconds is on the screen. */
  ticking: boolean;
}

const mostEscalated = 50;

/** Takes a frame of the session; `previous` lends its unchanged parts. */
export function takeFrame(session: Session, nowMs: number, previous?: Frame): Frame {
  const { store } = session;
  const state = store.getState();
  const ended = hasEnded(state.run);
  const waits = waitViews(state, nowMs);
  const link = session.getLink();
  const isAlone = isLeftAlone({ link, run: state.run });
  return {
    nowMs,
    link,
    // The clock of a run stood still when its engine died.
    summary: summarise(state, isAlone ? Math.min(nowMs, state.lastAtMs) : nowMs),
    run: state.run,
    timeline: state.timeline,
    workers: shared(previous?.workers, workerViews(store, nowMs)),
    failures: shared(previous?.failures, failureViews(state)),
    waits,
    parks: parkViews(state, nowMs),
    breakers: kept(previous?.breakers, [...state.breakers.values()]),
    dayPark: dayParkView(state, nowMs),
    approvals: kept(previous?.approvals, waitingApprovals(state)),
    onlyApprovalsLeft: onlyApprovalsLeft(state),
    // Walks over all items: once at the end, not with each frame.
    escalated: ended ? shared(previous?.escalated, escalatedViews(state, mostEscalated)) : [],
    notice: shownNotice(state, nowMs),
    ended,
    ticking: !isAlone && isTicking(state, waits),
  };
}

/** Whether a run was going on when its engine died: nothing of it moves until another one comes. */
export function isLeftAlone({ link, run }: Pick<Frame, 'link' | 'run'>): boolean {
  return link.type === 'none' && (run.state === 'running' || run.state === 'paused');
}

/** A paused run stands still, its counters too; a countdown goes on in any case. */
function isTicking(
  { run, workers, dayPark, parks }: FactoryState,
  waits: readonly WaitView[],
): boolean {
  if (hasEnded(run)) return false;
  if (dayPark || parks.size > 0) return true;
  const isBusy = run.state === 'running' && workers.size > 0;
  return isBusy || waits.some(({ leftMs }) => (leftMs ?? 0) > 0);
}

/** Of values that are replaced when they change: the list of before, when it holds the same ones. */
function kept<T>(before: readonly T[] | undefined, after: readonly T[]): readonly T[] {
  const isSame =
    before?.length === after.length && before.every((one, index) => one === after[index]);
  return isSame ? before : after;
}

function shared<T extends object>(
  before: readonly T[] | undefined,
  after: readonly T[],
): readonly T[] {
  if (before === undefined) return after;
  const merged = after.map((one, index) => {
    const old = before[index];
    return old !== undefined && sameFields(old, one) ? old : one;
  });
  const same =
    before.length === merged.length && merged.every((one, index) => one === before[index]);
  return same ? before : merged;
}

function sameFields<T extends object>(a: T, b: T): boolean {
  if (a === b) return true;
  const values = new Map<string, unknown>(Object.entries(a));
  return Object.entries(b).every(([key, value]) => Object.is(values.get(key), value));
}
