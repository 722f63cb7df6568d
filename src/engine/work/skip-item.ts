import { denyWaiting } from '../approvals/deny-waiting.ts';
import type { CatalogueItem } from '../product.ts';
import type { Desk, ItemEnd } from '../shop.ts';
import { escalateItem } from './settle-item.ts';

/** Hands an item that nobody works on to a person, unmade; what it asked for is denied. */
export async function skipItem(shop: Desk, item: CatalogueItem, by: string): Promise<ItemEnd> {
  denyWaiting(shop, item.id, { by, reason: 'the item was skipped' });
  return escalateItem(shop, item, { reason: `skipped by ${by}`, cause: 'item' });
}
