import type { Command } from '../commands/command.ts';
import type { ApprovalState, FactoryState } from '../state/state.ts';

type Decision = Extract<Command, { type: 'approve' | 'deny' }>;

/**
 * Whether a person has to decide: nobody has yet, it may have happened or not, or it failed and the
 * product, unlike an agent, has no other way.
 */
export function awaitsPerson({ state, asker }: ApprovalState): boolean {
  return state === 'waiting' || state === 'unknown' || (state === 'failed' && asker === 'product');
}

/** What a decision about it names, so that it is for what was looked at. */
export function lookedAt(approval: ApprovalState): Pick<Decision, 'id' | 'digest' | 'stands'> {
  const { id, digest, state } = approval;
  const isOpen = state === 'waiting' || state === 'failed' || state === 'unknown';
  return { id, digest, ...(isOpen && { stands: state }) };
}

/** Whether nothing will come of it any more. */
export function isSettled(approval: ApprovalState): boolean {
  const { state } = approval;
  const isUnderWay = state === 'approved' || state === 'acting';
  return !isUnderWay && !awaitsPerson(approval);
}

/** What waits for a person, oldest first. */
export function waitingApprovals({ approvals }: Pick<FactoryState, 'approvals'>): ApprovalState[] {
  return [...approvals.values()].filter(awaitsPerson);
}
