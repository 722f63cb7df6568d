import { environmentError } from '../environment-error.ts';
import type { ItemEnd, Job, Shop } from '../shop.ts';
import { errorCode, errorMessage, UserError } from '../user-error.ts';
import { watchWork } from '../watchdogs/watch-work.ts';
import { makeItem } from './make-item.ts';
import { escalateItem } from './settle-item.ts';

/** A bug that meets an item sends that item to a person; a broken environment ends the run. */
export async function workItem(shop: Shop, job: Job): Promise<ItemEnd> {
  const { item, worker } = job;
  shop.record({ type: 'item.started', item: item.id, title: item.title, worker });
  const end = await watchWork(shop, job, makeSafely);
  if (end.type !== 'stalled') return end;
  const { stallMinutes } = shop.watchdogs;
  const reason = `a worker had nothing to show for ${stallMinutes} minutes and was taken off it (watchdogs.stallMinutes)`;
  return escalateItem(shop, item, { reason, cause: 'system' });
}

async function makeSafely(shop: Shop, job: Job): Promise<ItemEnd> {
  const { item } = job;
  try {
    return await makeItem(shop, job);
  } catch (error) {
    // A damaged file of this item is a UserError too, and no reason to end the run.
    if (errorCode(error) !== undefined && environmentError(error)) throw error;
    const isItsOwn = error instanceof UserError;
    const reason = isItsOwn ? error.message : `a bug in the factory: ${errorMessage(error)}`;
    return escalateItem(shop, item, { reason, cause: isItsOwn ? 'item' : 'system' });
  }
}
