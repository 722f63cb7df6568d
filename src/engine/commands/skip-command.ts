import type { CatalogueItem } from '../product.ts';
import { skipItem } from '../work/skip-item.ts';
import type { Ack } from './command.ts';
import { type CommandParts, done, refused } from './command-parts.ts';

/** Hands an item of this run to a person, unmade. A call in flight is finished and saved first. */
export async function skipCommand(parts: CommandParts, id: string, by: string): Promise<Ack> {
  const { shop, queue, orchestrator } = parts;
  const item = shop.catalogue.find((one) => one.id === id);
  if (!item) return refused(`there is no item ${id} in the catalogue`);
  const { status } = shop.itemState(id);
  switch (status) {
    case 'waiting':
    case 'parked':
      if (!queue.isAsked(id)) return refused(`this run was not asked for ${id}`);
      await takeOut(parts, item, by);
      return done;
    case 'working': {
      if (!orchestrator.skip(id, by)) return refused(`${id} is being skipped already`);
      const message = `${by} skips ${id}: it leaves its worker before its next call`;
      shop.record({ type: 'notice.given', level: 'info', item: id, message });
      return done;
    }
    case 'accepted':
      return refused(`${id} is accepted: there is nothing left to skip`);
    case 'escalated':
      return refused(`${id} waits for a person already: retry it, to have it tried again`);
    default:
      return status satisfies never;
  }
}

async function takeOut(
  { shop, queue }: CommandParts,
  item: CatalogueItem,
  by: string,
): Promise<void> {
  const wasQueued = queue.take(item.id);
  try {
    await skipItem(shop, item, by);
  } catch (error) {
    // Not on record as a person's: it is the run's to make, still.
    if (wasQueued) queue.putFirst(item);
    throw error;
  }
}
