import type { CommandParts } from '../commands/command-parts.ts';
import type { ApprovalState } from '../state/state.ts';
import { goOn } from '../work/go-on.ts';

/**
 * What follows from a decision: an approved action of the product is carried out; the item of an agent
 * goes on next, in the middle of its turn, once nothing else of it waits.
 */
export function afterDecision(
  { shop, queue, orchestrator, actions }: Omit<CommandParts, 'valve' | 'store'>,
  approval: ApprovalState,
): void {
  if (approval.asker === 'product') {
    if (approval.state === 'approved') actions.take(approval);
    return;
  }
  const { item: id, state, decidedBy, action } = approval;
  const { status } = shop.itemState(id);
  const isFree = status === 'parked' || (status === 'waiting' && !queue.has(id));
  const item = shop.catalogue.find((one) => one.id === id);
  // A worker that is about to put it down sees for itself; a run that is ending leaves it to the next.
  if (!item || !isFree || orchestrator.halted()) return;
  if (shop.waitingApprovals(id).length > 0) return;
  goOn({ shop, queue }, item, `${state} by ${decidedBy}: ${action.verb} ${action.target}`);
}
