import type { Event } from '../journal/events.ts';
import type { ApprovalState, FactoryState } from '../state/state.ts';

type ApprovalEvent = Extract<Event, { type: `approval.${string}` | `action.${string}` }>;

/** Approval events: what waits for a person, what was decided, and what came of it. */
export function foldApproval(state: FactoryState, event: ApprovalEvent): void {
  switch (event.type) {
    case 'approval.asked': {
      const { type: _, v: _v, seq: _seq, at, ...question } = event;
      state.approvals.set(event.id, {
        ...question,
        askedAtMs: Date.parse(at),
        state: 'waiting',
        decidedBy: '',
        decidedReason: '',
        outcome: '',
      });
      return;
    }
    case 'approval.decided':
      change(state, event.id, {
        state: event.decision,
        decidedBy: event.by,
        decidedReason: event.reason,
      });
      return;
    case 'action.begun':
      change(state, event.id, { state: 'acting' });
      return;
    case 'action.ended':
      change(state, event.id, { state: event.outcome, outcome: event.text });
      return;
    default:
      event satisfies never;
  }
}

function change(state: FactoryState, id: string, to: Partial<ApprovalState>): void {
  const before = state.approvals.get(id);
  if (before) state.approvals.set(id, { ...before, ...to });
}
