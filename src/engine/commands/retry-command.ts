import type { CatalogueItem } from '../product.ts';
import { goOn } from '../work/go-on.ts';
import { reopenItem } from '../work/reopen-item.ts';
import type { Ack } from './command.ts';
import { type CommandParts, done, refused } from './command-parts.ts';

/**
 * Has an item tried again in this run, next, whether the run was asked for it or not: an escalated one
 * begins anew, one that is parked or was left out goes on where it was.
 */
export async function retryItem(parts: CommandParts, id: string, by: string): Promise<Ack> {
  const { shop, queue, orchestrator } = parts;
  const item = shop.catalogue.find((one) => one.id === id);
  if (!item) return refused(`there is no item ${id} in the catalogue`);
  const halt = orchestrator.halted();
  if (halt) return refused(`the run is ending (${halt.reason}): ask the next one for it`);
  const { status } = shop.itemState(id);
  switch (status) {
    case 'escalated':
      await beginAnew(parts, item, by);
      return done;
    case 'parked':
      if (shop.waitingApprovals(id).length > 0) {
        return refused(`${id} waits for an approval: approve or deny it, and it goes on`);
      }
      goOn(parts, item, `asked for again by ${by}`);
      return done;
    case 'waiting':
      if (queue.has(id)) return refused(`${id} waits for its turn already`);
      goOn(parts, item, `asked for by ${by}`);
      return done;
    case 'working':
      return refused(`${id} is being worked on: skip it first, to have it begun anew`);
    case 'accepted':
      return refused(
        `${id} is accepted: to have it made anew, remove accepted/${id}.json and work/${id} and start a run`,
      );
    default:
      return status satisfies never;
  }
}

async function beginAnew(parts: CommandParts, item: CatalogueItem, by: string): Promise<void> {
  const { shop, queue } = parts;
  const joins = joinsAs(parts, item.id);
  const reason = `asked for again by ${by}`;
  await reopenItem(shop, item.id, { by, reason, ...(joins ? { joins } : {}) });
  queue.putFirst(item);
}

/** As what a settled item comes into the run: not at all when the run has settled it itself. */
function joinsAs(
  { queue, shop, store }: CommandParts,
  id: string,
): 'skipped' | 'unasked' | undefined {
  if (!queue.isAsked(id)) return 'unasked';
  return shop.itemState(id).settledIn === store.getState().run.id ? undefined : 'skipped';
}
