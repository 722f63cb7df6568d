import type { Command } from '../commands/command.ts';
import type { Shop } from '../shop.ts';
import type { ApprovalState } from '../state/state.ts';
import { awaitsPerson } from './approvals.ts';
import { isOver } from './expiry.ts';
import { firstRule, ruleAlike } from './gate-rules.ts';

/** What deciding takes: it works without an engine too. */
export type DecisionDesk = Pick<Shop, 'record' | 'approval' | 'waitingApprovals' | 'clock'>;

/** The decision on record, or why it was not taken. */
export type Decided = { ok: true; approval: ApprovalState } | { ok: false; reason: string };

/**
 * Puts a person's word on record. The first one counts, in time, and for the very action that was
 * looked at. About an action whose outcome is unknown, or that failed, it says whether to try again.
 */
export function decide(
  desk: DecisionDesk,
  command: Extract<Command, { type: 'approve' | 'deny' }>,
  by: string,
): Decided {
  const asked = decidable(desk, command);
  if ('reason' in asked) return { ok: false, reason: asked.reason };
  const isApproved = command.type === 'approve';
  const decision = isApproved ? 'approved' : 'denied';
  const reason = isApproved ? '' : command.reason;
  const { id, item } = asked.approval;
  desk.record({ type: 'approval.decided', id, item, decision, by, reason });
  return { ok: true, approval: desk.approval(id) ?? asked.approval };
}

/** Nobody decided in time: it counts as denied. */
export function expire({ record }: Pick<DecisionDesk, 'record'>, approval: ApprovalState): void {
  const { id, item, askedAtMs, expiresAtMs } = approval;
  const hours = Math.round(((expiresAtMs ?? askedAtMs) - askedAtMs) / 3_600_000);
  const reason = `nobody decided within ${hours > 0 ? `${hours} h` : 'its time'}`;
  record({ type: 'approval.decided', id, item, decision: 'expired', by: 'the clock', reason });
}

/**
 * Allows all calls like one that waits, for the rest of the run; those that wait already are approved
 * one by one. Gives them, or why nothing was allowed.
 */
export function allowAlike(
  desk: DecisionDesk & Pick<Shop, 'tools' | 'actions'> & { allWaiting(): ApprovalState[] },
  command: Extract<Command, { type: 'allow-alike' }>,
  by: string,
): { ok: true; approvals: ApprovalState[] } | { ok: false; reason: string } {
  const asked = decidable(desk, command);
  if ('reason' in asked) return { ok: false, reason: asked.reason };
  const { approval } = asked;
  const tool = [...desk.tools, ...desk.actions].find(({ name }) => name === approval.tool);
  if (!tool || tool.gate === 'none') {
    return { ok: false, reason: `there is no gated tool ${approval.tool} any more` };
  }
  const rule = ruleAlike(callOf(approval), tool.alike);
  desk.record({ type: 'rule.added', rule, by });
  const alike = desk
    .allWaiting()
    .filter((one) => one.state === 'waiting' && firstRule([rule], callOf(one)) !== undefined)
    .filter((one) => !isOver(one, desk.clock.now()));
  const approvals = alike.flatMap(({ id, digest }) => {
    const decided = decide(desk, { type: 'approve', id, digest }, by);
    return decided.ok ? [decided.approval] : [];
  });
  return { ok: true, approvals };
}

function callOf({ tool, item, input }: ApprovalState) {
  return { tool, item, input: JSON.parse(input) as unknown };
}

function decidable(
  desk: DecisionDesk,
  {
    id,
    digest,
    stands,
  }: { id: string; digest: string; stands?: ApprovalState['state'] | undefined },
): { approval: ApprovalState } | { reason: string } {
  const approval = desk.approval(id);
  if (!approval) return { reason: `there is no approval ${id}` };
  if (!awaitsPerson(approval)) return { reason: standsAs(approval) };
  if (approval.digest !== digest) {
    return { reason: 'it asks for another action by now: look at it again, then decide' };
  }
  if (stands !== undefined && stands !== approval.state) {
    return { reason: 'it stands otherwise by now: look at it again, then decide' };
  }
  if (!isOver(approval, desk.clock.now())) return { approval };
  expire(desk, approval);
  return { reason: 'its time was over: it counts as denied' };
}

function standsAs({ state, decidedBy }: ApprovalState): string {
  switch (state) {
    case 'acting':
      return `it is being carried out, approved by ${decidedBy}`;
    case 'done':
      return `it was approved already, by ${decidedBy}, and is done`;
    default:
      return `it was ${state} already, by ${decidedBy}`;
  }
}
