import type { FactoryState, RunState } from './state.ts';

/** The run with its clock stopped at this time; one that stands still already stays as it is. */
export function clockStopped(run: RunState, atMs: number): RunState {
  const since = run.activeSinceMs;
  if (since === undefined) return run;
  return { ...run, activeMs: run.activeMs + Math.max(0, atMs - since), activeSinceMs: undefined };
}

/**
 * The run with its clock as it should be: it stands still while all that is left waits for a person, or
 * the pace of a night's work would fall with every hour that nobody decides.
 */
export function clocked({ run, counts }: FactoryState, atMs: number): RunState {
  if (run.state !== 'running') return run;
  const left = run.requested - run.skipped - run.accepted - run.escalated - run.parked;
  const isIdle = counts.working === 0 && left <= 0;
  if (isIdle) return clockStopped(run, atMs);
  return run.activeSinceMs === undefined ? { ...run, activeSinceMs: atMs } : run;
}
