import type { BatchEnd } from '../engine/engine.ts';

/** What the shell gets; README lists them. */
export const exitCodes = {
  ok: 0,
  unusable: 1,
  incomplete: 2,
  budget: 3,
  interrupted: 130,
} as const;

/** Of a run: everything asked for accepted, or why not. */
export function runExitCode(end: BatchEnd, allAccepted: boolean): number {
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
