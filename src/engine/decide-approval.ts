import type { Ack, Command } from './command.ts';
import { type CommandParts, done, refused } from './command-parts.ts';
import { goOn } from './go-on.ts';

/**
 * Puts a person's word on record. The first one counts, and for the very action that was looked at.
 * Once nothing else of the item waits, it is taken up next, in the middle of its turn.
 */
export function decideApproval(
  parts: CommandParts,
  command: Extract<Command, { type: 'approve' | 'deny' }>,
  by: string,
): Ack {
  const { id, digest } = command;
  const asked = parts.shop.approval(id);
  if (!asked) return refused(`there is no approval ${id}`);
  if (asked.decision !== 'waiting') {
    return refused(`it was ${asked.decision} already, by ${asked.decidedBy}`);
  }
  if (asked.digest !== digest) {
    return refused('it asks for another action by now: look at it again, then decide');
  }
  const isApproved = command.type === 'approve';
  const decision = isApproved ? 'approved' : 'denied';
  const reason = isApproved ? '' : command.reason;
  parts.shop.record({ type: 'approval.decided', id, item: asked.item, decision, by, reason });
  takeUp(parts, asked.item, `${decision} by ${by}: ${asked.action.verb} ${asked.action.target}`);
  return done;
}

function takeUp({ shop, queue, orchestrator }: CommandParts, id: string, reason: string): void {
  const { status } = shop.itemState(id);
  const isFree = status === 'parked' || (status === 'waiting' && !queue.has(id));
  const item = shop.catalogue.find((one) => one.id === id);
  // A worker that is about to put it down sees for itself; a run that is ending leaves it to the next.
  if (!item || !isFree || orchestrator.halted()) return;
  if (shop.waitingApprovals(id).length === 0) goOn({ shop, queue }, item, reason);
}
