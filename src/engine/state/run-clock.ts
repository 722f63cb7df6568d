import type { FactoryState, RunState } from './state.ts';

/** The run with its clock stopped at this time; one that stands still already stays as it is. */
export function clockStopped(run: RunState, atMs: number): RunState {
  const since = run.activeSinceMs;
  if (since === undefined) return run;
  return { ...run, activeMs: run.activeMs + Math.max(0, atMs - since), activeSinceMs: undefined };
}

/**
 * The run with its clock as it should be: it stands still while all that is left waits for a person or a
 * parked model, or everything for another day's dollars, or the pace of a night's work would fall with
 * every such hour.
 */
export function clocked(
  { run, counts, dayPark, parks, breakers, inFlight }: FactoryState,
  atMs: number,
): RunState {
  if (run.state !== 'running') return run;
  const left = run.requested - run.skipped - run.accepted - run.escalated - run.parked;
  const isParked = dayPark !== undefined && inFlight.size === 0;
  const isIdle =
    isParked || (counts.working === 0 && (left <= 0 || parks.size > 0 || breakers.size > 0));
  if (isIdle) return clockStopped(run, atMs);
  return run.activeSinceMs === undefined ? { ...run, activeSinceMs: atMs } : run;
}
