import type { ApprovalState, FactoryState } from './state.ts';

/** What waits for a person, oldest first. */
export function waitingApprovals({ approvals }: Pick<FactoryState, 'approvals'>): ApprovalState[] {
  return [...approvals.values()].filter(({ decision }) => decision === 'waiting');
}
