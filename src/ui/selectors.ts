import { waitingApprovals } from '../engine/approvals/approvals.ts';
import type { Phase } from '../engine/journal/events.ts';
import type { Store } from '../engine/journal/store.ts';
import type { FactoryState, RunState } from '../engine/state/state.ts';

/** A worker's place on the floor. Texts are as the model or the catalogue wrote them. */
export interface WorkerView {
  /** From 0; people are shown one more. */
  worker: number;
  busy: boolean;
  item: string;
  title: string;
  model: string;
  attempt: number;
  repairs: number;
  turn: number;
  phase: Phase | 'idle';
  tool: string;
  toolIsError: boolean;
  toolSummary: string;
  tail: string;
  costUsd: number;
  seconds: number;
}

/** How often report cards failed on a criterion, and how often the next one passed it. */
export interface FailureView {
  criterion: string;
  failed: number;
  repaired: number;
  message: string;
}

/** An item that needs a person. */
export interface EscalatedView {
  item: string;
  reason: string;
}

/** A model that waits for its provider; `leftMs` is null when the provider named no time. */
export interface WaitView {
  model: string;
  reason: string;
  untilMs: number | null;
  leftMs: number | null;
}

/** Whether nothing more will happen in this run. */
export function hasEnded(run: RunState): boolean {
  return run.state === 'finished' || run.state === 'stopped' || run.state === 'crashed';
}

/** Whether a run goes on for nothing but what waits for a person. */
export function onlyApprovalsLeft(state: FactoryState): boolean {
  const { run, counts, approvals, parks, breakers } = state;
  if (run.state !== 'running' || counts.working > 0 || parks.size > 0) return false;
  if ([...breakers.values()].some(({ waiting }) => waiting > 0)) return false;
  const settled = run.skipped + run.accepted + run.escalated + run.parked;
  return settled >= run.requested && waitingApprovals({ approvals }).length > 0;
}

const infoShownMs = 60_000;

/** The newest notice that is still news: mere information is for a minute, a warning until another one comes. */
export function shownNotice(
  { notices }: Pick<FactoryState, 'notices'>,
  nowMs: number,
): FactoryState['notices'][number] | undefined {
  return notices.findLast(
    ({ level, at }) => level !== 'info' || nowMs - Date.parse(at) < infoShownMs,
  );
}

/** One view per worker that the run may have, idle ones included, so that panes keep their places. */
export function workerViews(store: Store, nowMs: number): WorkerView[] {
  const { workers, run } = store.getState();
  const numbers = new Set(workers.keys());
  for (let worker = 0; worker < run.workers; worker++) numbers.add(worker);
  return [...numbers].sort((a, b) => a - b).map((worker) => workerView(store, worker, nowMs));
}

function workerView(store: Store, worker: number, nowMs: number): WorkerView {
  const state = store.getState().workers.get(worker);
  const live = store.getLive(worker);
  return {
    worker,
    busy: state !== undefined,
    item: state?.item ?? '',
    title: state?.title ?? '',
    model: state?.model ?? '',
    attempt: state?.attempt ?? 0,
    repairs: state?.repairs ?? 0,
    turn: state?.turn ?? 0,
    phase: state === undefined ? 'idle' : (live?.phase ?? 'thinking'),
    tool: state?.lastTool?.tool ?? '',
    toolIsError: state?.lastTool?.isError ?? false,
    toolSummary: state?.lastTool?.summary ?? '',
    tail: readable(live?.tail ?? ''),
    costUsd: state?.costUsd ?? 0,
    seconds: state === undefined ? 0 : Math.max(0, Math.floor((nowMs - state.sinceMs) / 1000)),
  };
}

/** Criteria that failed, the most frequent first. */
export function failureViews(state: FactoryState): FailureView[] {
  return [...state.criteria]
    .map(([criterion, { failed, repaired, lastMessage }]) => ({
      criterion,
      failed,
      repaired,
      message: lastMessage,
    }))
    .sort((a, b) => b.failed - a.failed || (a.criterion < b.criterion ? -1 : 1));
}

/** Items that need a person, with the reason; at most `most`. */
export function escalatedViews(state: FactoryState, most: number): EscalatedView[] {
  const views: EscalatedView[] = [];
  for (const { id, status, reason } of state.items.values()) {
    if (views.length >= most) break;
    if (status === 'escalated') views.push({ item: id, reason: reason ?? '' });
  }
  return views;
}

/** Models that wait, the one that comes back last at the end. */
export function waitViews(state: FactoryState, nowMs: number): WaitView[] {
  return [...state.waits]
    .map(([model, { reason, untilMs }]) => ({
      model,
      reason,
      untilMs,
      leftMs: untilMs === null ? null : Math.max(0, untilMs - nowMs),
    }))
    .sort(
      (a, b) => (a.untilMs ?? Number.POSITIVE_INFINITY) - (b.untilMs ?? Number.POSITIVE_INFINITY),
    );
}

/** Until when calls wait for another day's dollars, if they do. */
export function dayParkView(
  { dayPark }: FactoryState,
  nowMs: number,
): { untilMs: number; leftMs: number } | undefined {
  if (!dayPark) return undefined;
  const { untilMs } = dayPark;
  return { untilMs, leftMs: Math.max(0, untilMs - nowMs) };
}

/** The stream shows a tool's input while it is written: JSON in which line breaks and quotes are escaped. */
function readable(tail: string): string {
  return tail.replace(/\\n/g, '\n').replace(/\\"/g, '"');
}
