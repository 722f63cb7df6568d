import type { RunState } from '../state/state.ts';
import type { Halt } from './halt.ts';

/** Whether a free worker takes up the item at the head of the queue, waits for others to end, or no more are needed. */
export type Turn = { type: 'take' } | { type: 'wait' } | { type: 'end'; halt: Halt };

/**
 * Keeps a run to what it is wanted for: never more items in work than can still be needed, so that
 * exactly as many are accepted as were wanted; and no more items begun than may be tried.
 */
export function nextTurn(
  { target, tries, accepted, begun }: Pick<RunState, 'target' | 'tries' | 'accepted' | 'begun'>,
  { inWork, isBegun }: { inWork: number; isBegun: boolean },
): Turn {
  if (target !== null && accepted >= target) {
    const reason = `${accepted} accepted, as many as were wanted (--target)`;
    return { type: 'end', halt: { outcome: 'finished', reason } };
  }
  if (target !== null && inWork >= target - accepted) return { type: 'wait' };
  if (tries === null || isBegun || begun < tries) return { type: 'take' };
  const wanted = target === null ? '' : ` of ${target} wanted`;
  const reason = `${begun} items were begun, as many as may be tried (--tries); ${accepted} accepted${wanted} when no more were begun`;
  return { type: 'end', halt: { outcome: 'stopped', reason } };
}
