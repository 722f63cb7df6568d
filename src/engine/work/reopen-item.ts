import { archiveAttempts } from '../agent/attempts.ts';
import { denyWaiting } from '../approvals/deny-waiting.ts';
import type { EventBody } from '../journal/events.ts';
import type { Desk } from '../shop.ts';

type Reopened = Extract<EventBody, { type: 'item.reopened' }>;

/** Has an item begun anew: what was tried before is put away, then the event says so. */
export async function reopenItem(
  shop: Desk,
  item: string,
  { by, ...why }: Pick<Reopened, 'reason' | 'joins'> & { by: string },
): Promise<void> {
  denyWaiting(shop, item, { by, reason: 'the item is begun anew' });
  await archiveAttempts(shop.paths.item(item), shop.paths.escalatedFile(item));
  shop.record({ type: 'item.reopened', item, ...why });
}
