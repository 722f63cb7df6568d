import type { ApprovalState } from '../../../engine/state/state.ts';

/** Where a person can see for themselves what came of an action; the console reads none of it. */
export function lookHint({ action, asker }: Pick<ApprovalState, 'action' | 'asker'>): string {
  const where = action.target.startsWith('published/')
    ? `${action.target}: whether it is there, and is the accepted output`
    : `${action.target}: whether the ${action.verb} has happened`;
  return asker === 'agent' ? `${where}; enter shows the transcript of its item` : where;
}
