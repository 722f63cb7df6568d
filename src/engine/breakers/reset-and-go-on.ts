import type { Ack } from '../commands/command.ts';
import type { CommandParts } from '../commands/command-parts.ts';
import { goOn } from '../work/go-on.ts';
import { unansweredItems } from './held-up.ts';
import { resetBreaker } from './reset-breaker.ts';

/**
 * Closes a breaker in a run that goes on: what may be begun then is looked for as soon as the command is
 * done. Items that got no answer before a breaker of the run opened are taken up again.
 */
export function resetAndGoOn(
  { shop, queue, store }: CommandParts,
  { id, by }: { id: string; by: string },
): Ack {
  const state = store.getState();
  const isOfRun = state.breakers.get(id)?.scope === 'run';
  const unanswered = new Set(isOfRun ? unansweredItems(state) : []);
  const ack = resetBreaker(state, shop.record, { id, by });
  const again = shop.catalogue.filter((item) => unanswered.has(item.id));
  // Each is put first: the last of them before the others.
  for (const item of again.reverse()) {
    goOn({ shop, queue }, item, `breaker ${id} was reset by ${by}`);
  }
  return ack;
}
