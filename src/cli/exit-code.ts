import type { FactoryState } from '../engine/state/state.ts';
import type { BatchEnd } from '../engine/work/finish-run.ts';

/** What the shell gets; README lists them. */
export const exitCodes = {
  ok: 0,
  unusable: 1,
  incomplete: 2,
  budget: 3,
  interrupted: 130,
} as const;

/** Of a run: everything asked for accepted, or why not. */
function runExitCode(end: BatchEnd, allAccepted: boolean): number {
  switch (end.outcome) {
    case 'budget':
      return exitCodes.budget;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'stopped':
      return end.unusable ? exitCodes.unusable : exitCodes.incomplete;
    case 'finished':
      return allAccepted ? exitCodes.ok : exitCodes.incomplete;
    default:
      return end.outcome satisfies never;
  }
}

/** Of a run that was watched: as if it had been run here when it has ended, 0 while it goes on. */
export function stateExitCode({ run }: Pick<FactoryState, 'run'>): number {
  const { outcome, notAccepted, unusable, reason } = run;
  if (run.state === 'crashed' || outcome === 'crashed') return exitCodes.unusable;
  if (outcome === undefined) return exitCodes.ok;
  // Journals from before the count was kept: what is neither escalated nor parked was accepted.
  const missing = notAccepted ?? run.escalated + run.parked;
  return runExitCode({ outcome, reason, ...(unusable ? { unusable } : {}) }, missing === 0);
}
