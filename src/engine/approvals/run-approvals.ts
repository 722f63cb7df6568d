import type { CommandParts } from '../commands/command-parts.ts';
import type { Shop } from '../shop.ts';
import type { ApprovalState, FactoryState } from '../state/state.ts';
import type { Orchestrator } from '../work/orchestrator.ts';
import type { WorkQueue } from '../work/work-queue.ts';
import { type Actions, createActions } from './actions.ts';
import { afterDecision } from './after-decision.ts';
import { waitingApprovals } from './approvals.ts';
import { expire } from './decide-approval.ts';
import { watchExpiry } from './expiry.ts';

/** Carries out what is approved, until a person stops the run; the run waits for what is under way. */
export function openActions(shop: Shop, orchestrator: Orchestrator): Actions {
  return createActions({
    shop,
    signal: orchestrator.signal,
    // A cap that is met begins no more items; what was approved costs nothing.
    isHalted: () => orchestrator.halted()?.outcome === 'interrupted',
    during: orchestrator.during,
    onError: orchestrator.fail,
  });
}

/** Takes up what a crash left: outputs accepted and nothing asked yet, actions approved and not begun. */
export function takeUpApprovals(
  { actions, store }: CommandParts,
  askFor: (item: string) => void,
): void {
  const { items, approvals } = store.getState();
  for (const { id, status } of items.values()) if (status === 'accepted') askFor(id);
  for (const approval of approvals.values()) {
    const isDue = approval.asker === 'product' && approval.state === 'approved';
    if (isDue) actions.take(approval);
  }
}

/** Has approvals expire when their time is over, until `signal` aborts. */
export function watchApprovals(parts: CommandParts, signal: AbortSignal): void {
  const { shop, store, orchestrator } = parts;
  const giveUp = async (approval: ApprovalState) => {
    expire(shop, approval);
    afterDecision(parts, shop.approval(approval.id) ?? approval);
  };
  watchExpiry({
    store,
    clock: shop.clock,
    signal,
    expire: (approval) => void orchestrator.during(() => giveUp(approval)).catch(orchestrator.fail),
  });
}

/** What a person has to decide before items of this run can go on, or be published. */
export function approvalsOf(state: FactoryState, queue: WorkQueue): ApprovalState[] {
  return waitingApprovals(state).filter(
    ({ item, asker }) =>
      queue.isAsked(item) && (asker === 'product' || state.items.get(item)?.status === 'parked'),
  );
}
