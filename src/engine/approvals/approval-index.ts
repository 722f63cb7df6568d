import type { Store } from '../journal/store.ts';
import type { ApprovalState } from '../state/state.ts';
import { awaitsPerson } from './approvals.ts';

/**
 * Gives what waits for a person on account of an item, oldest first, without a look at all the others:
 * a start asks for each item of a catalogue. Follows the store for as long as that lives.
 */
export function waitingByItem(store: Store): (item: string) => ApprovalState[] {
  const ids = new Map<string, Set<string>>();
  const add = ({ item, id }: { item: string; id: string }) => {
    const known = ids.get(item);
    if (known) known.add(id);
    else ids.set(item, new Set([id]));
  };
  for (const approval of store.getState().approvals.values()) add(approval);
  store.subscribe((event) => {
    if (event?.type === 'approval.asked') add(event);
  });
  return (item) =>
    [...(ids.get(item) ?? [])].flatMap((id) => {
      const approval = store.getState().approvals.get(id);
      return approval && awaitsPerson(approval) ? [approval] : [];
    });
}
