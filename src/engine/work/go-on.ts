import type { CatalogueItem } from '../product.ts';
import type { Shop } from '../shop.ts';
import type { WorkQueue } from './work-queue.ts';

/** Has an item that waits or is parked taken up next, its conversation where it was. */
export function goOn(
  { shop, queue }: { shop: Pick<Shop, 'record'>; queue: WorkQueue },
  item: CatalogueItem,
  reason: string,
): void {
  const joins = queue.isAsked(item.id) ? {} : { joins: 'unasked' as const };
  queue.take(item.id);
  shop.record({ type: 'item.released', item: item.id, reason, ...joins });
  queue.putFirst(item);
}
