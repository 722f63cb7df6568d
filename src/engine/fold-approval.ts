import type { Event } from './events.ts';
import type { FactoryState } from './state.ts';

type ApprovalEvent = Extract<Event, { type: `approval.${string}` }>;

/** Approval events: what waits for a person, and what became of it. */
export function foldApproval(state: FactoryState, event: ApprovalEvent): void {
  switch (event.type) {
    case 'approval.asked': {
      const { id, item, attempt, turn, tool, action, input, digest, reason } = event;
      state.approvals.set(id, {
        ...{ id, item, attempt, turn, tool, action, input, digest, reason },
        askedAtMs: Date.parse(event.at),
        decision: 'waiting',
        decidedBy: '',
        decidedReason: '',
      });
      return;
    }
    case 'approval.decided': {
      const asked = state.approvals.get(event.id);
      if (!asked) return;
      const { decision, by, reason } = event;
      state.approvals.set(event.id, { ...asked, decision, decidedBy: by, decidedReason: reason });
      return;
    }
    default:
      event satisfies never;
  }
}
