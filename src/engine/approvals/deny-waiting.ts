import type { Shop } from '../shop.ts';

/** Nothing that an item asked for is decided upon any more once its conversation is given up. */
export function denyWaiting(
  shop: Pick<Shop, 'record' | 'waitingApprovals'>,
  item: string,
  { by, reason }: { by: string; reason: string },
): void {
  for (const { id } of shop.waitingApprovals(item)) {
    shop.record({ type: 'approval.decided', id, item, decision: 'denied', by, reason });
  }
}
