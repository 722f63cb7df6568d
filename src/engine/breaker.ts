import type { Failure } from '../models/failure.ts';
import type { Halt } from './halt.ts';
import type { ItemEnd } from './shop.ts';

/** Notices when items end one after another for a reason that is not theirs. */
export interface Breaker {
  /** Told how each item ended; says so when the batch had better stop. */
  see(end: ItemEnd): Halt | undefined;
}

/** So many in a row are no accident. */
const maxInARow = 5;

export function createBreaker(): Breaker {
  let unanswered = 0;
  let broken = 0;
  return {
    see(end) {
      if (end.type === 'interrupted') {
        unanswered += isUnanswered(end.failure) ? 1 : 0;
        return haltFor(end.failure, unanswered);
      }
      // Neither an answer of the provider's nor an item's end.
      if (end.type === 'waits' || end.type === 'parked') return undefined;
      unanswered = 0;
      broken = end.type === 'escalated' && end.cause === 'system' ? broken + 1 : 0;
      if (end.type !== 'escalated' || broken < maxInARow) return undefined;
      const reason = `${broken} items in a row failed for a reason that is not theirs: ${end.reason}`;
      return { outcome: 'stopped', reason };
    },
  };
}

function isUnanswered({ class: failureClass }: Failure): boolean {
  return failureClass === 'transient';
}

/** A wrong key, no right to use it, a model that is not there. */
const refusals = new Set([401, 403, 404]);

function haltFor(failure: Failure, unanswered: number): Halt | undefined {
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
      return unanswered < maxInARow
        ? undefined
        : { outcome: 'stopped', reason: `the provider does not answer: ${failure.message}` };
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
