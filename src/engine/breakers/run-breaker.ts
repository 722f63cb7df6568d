import type { Failure } from '../../models/failure.ts';
import type { Halt } from '../halt.ts';
import type { ItemEnd } from '../shop.ts';
import type { BreakersConfig } from './breakers-config.ts';

/** What is remembered of how items ended; times in epoch ms. */
export interface RunTally {
  unanswered: number;
  broken: number;
  ends: readonly { atMs: number; isTrouble: boolean }[];
}

export const noEnds: RunTally = { unanswered: 0, broken: 0, ends: [] };

/** Remembers how an item ended, and says so when the run had better stop. */
export function afterEnd(
  before: RunTally,
  { end, nowMs }: { end: ItemEnd; nowMs: number },
  config: BreakersConfig,
): { tally: RunTally; halt: Halt | undefined } {
  // Neither an answer of the provider's nor an item's end.
  if (end.type === 'waits' || end.type === 'parked') return { tally: before, halt: undefined };
  const ends = endsAfter(before, { end, nowMs }, config);
  if (end.type === 'interrupted') {
    const unanswered = before.unanswered + (isUnanswered(end.failure) ? 1 : 0);
    const tally = { ...before, unanswered, ends };
    const isOver = unanswered >= config.inARow;
    return { tally, halt: haltFor(end.failure, isOver) ?? tooManyErrors(ends, config) };
  }
  const isBroken = end.type === 'escalated' && end.cause === 'system';
  const broken = isBroken ? before.broken + 1 : 0;
  const tally = { unanswered: 0, broken, ends };
  if (end.type !== 'escalated' || broken < config.inARow) {
    return { tally, halt: tooManyErrors(ends, config) };
  }
  const reason = `${broken} items in a row failed for a reason that is not theirs: ${end.reason}`;
  return { tally, halt: { outcome: 'stopped', reason } };
}

function endsAfter(
  { ends }: RunTally,
  { end, nowMs }: { end: ItemEnd; nowMs: number },
  { errorRate }: BreakersConfig,
): RunTally['ends'] {
  const fromMs = nowMs - errorRate.minutes * 60_000;
  // A clock that was set back must not keep what is from the future.
  const recent = ends.filter(({ atMs }) => atMs >= fromMs && atMs <= nowMs);
  if (end.type === 'interrupted' && !isUnanswered(end.failure)) return recent;
  const isTrouble =
    end.type === 'interrupted' || (end.type === 'escalated' && end.cause === 'system');
  return [...recent, { atMs: nowMs, isTrouble }];
}

function tooManyErrors(ends: RunTally['ends'], { errorRate }: BreakersConfig): Halt | undefined {
  const trouble = ends.filter(({ isTrouble }) => isTrouble).length;
  const { least, share, minutes } = errorRate;
  if (ends.length < least || trouble < share * ends.length) return undefined;
  const reason = `${trouble} of the ${ends.length} items of the last ${minutes} minutes ended for a reason that is not theirs (breakers.errorRate)`;
  return { outcome: 'stopped', reason };
}

function isUnanswered({ class: failureClass }: Failure): boolean {
  return failureClass === 'transient';
}

/** A wrong key, no right to use it, a model that is not there. */
const refusals = new Set([401, 403, 404]);

function haltFor(failure: Failure, isOver: boolean): Halt | undefined {
  switch (failure.class) {
    case 'budget':
      return { outcome: 'budget', reason: failure.message };
    case 'needs-person':
      // While nobody was ever answered; later it parks, and is no end of an item.
      return {
        outcome: 'stopped',
        reason: `the provider needs a person: ${failure.message}`,
        ...(refusals.has(failure.status ?? 0) ? { unusable: true } : {}),
      };
    case 'transient':
      return isOver
        ? { outcome: 'stopped', reason: `the provider does not answer: ${failure.message}` }
        : undefined;
    case 'throttle':
    case 'quota':
    case 'spend-cap':
    case 'deterministic':
    case 'limit':
    case 'aborted':
      return undefined;
    default:
      return failure.class satisfies never;
  }
}
