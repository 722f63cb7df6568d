import type { Check } from '../agent/transcript.ts';
import type { AttemptOutcome } from '../journal/events.ts';

/**
 * What the newest check means for its attempt: over (passed, out of repairs, stuck, not checkable
 * here), or undefined: the agent gets another turn, a repair.
 */
export function judgeCheck(
  checks: Check[],
  limits: { maxRepairs: number; maxSameFailures: number },
): { type: 'ended'; outcome: AttemptOutcome; detail: string } | undefined {
  const newest = checks.at(-1);
  if (!newest) return undefined;
  const end = (outcome: AttemptOutcome, detail: string) =>
    ({ type: 'ended', outcome, detail }) as const;
  if (newest.verdict === 'pass') return end('passed', 'the report card passed');
  if (newest.verdict === 'not-checked')
    return end('unchecked', `cannot be checked here: ${newest.signature}`);
  const same = sameFailure(checks.slice(-limits.maxSameFailures));
  if (checks.length >= limits.maxSameFailures && same !== undefined) {
    return end('stuck', `the same failure ${limits.maxSameFailures} times: ${same}`);
  }
  if (checks.length > limits.maxRepairs) {
    const repairs = `${limits.maxRepairs} ${limits.maxRepairs === 1 ? 'repair' : 'repairs'}`;
    return end('failed', `still failing after ${repairs}: ${newest.signature}`);
  }
  return undefined;
}

/** A criterion that failed with the same message on each of these cards, whatever else was mended. */
function sameFailure(checks: Check[]): string | undefined {
  const [first = [], ...others] = checks.map(failuresOf);
  return first.find((failure) => others.every((failures) => failures.includes(failure)));
}

/** Older conversations tell only of the card as a whole. */
function failuresOf({ failed, signature }: Check): string[] {
  return failed?.map(({ criterion, message }) => `${criterion}: ${message}`) ?? [signature];
}
