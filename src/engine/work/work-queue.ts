import type { CatalogueItem } from '../product.ts';
import type { FactoryState } from '../state/state.ts';

/** What a run has to make: the items it was asked for, and those of them that wait their turn. */
export interface WorkQueue {
  /** The first that may be begun; it stays where it is. */
  peek(mayBegin: (item: CatalogueItem) => boolean): CatalogueItem | undefined;
  /** All that wait, in their order. */
  items(): readonly CatalogueItem[];
  isEmpty(): boolean;
  has(id: string): boolean;
  /** Before all others; the run is asked for it from now on. */
  putFirst(item: CatalogueItem): void;
  /** Takes it out, wherever it stands; false when it does not wait here. */
  take(id: string): boolean;
  isAsked(id: string): boolean;
  /** How many of the items asked for are not accepted. */
  notAccepted(state: FactoryState): number;
}

/** `asked` are the ids that the run was asked for, `waiting` those of its items that are to be made. */
export function createWorkQueue(
  asked: Iterable<string>,
  waiting: readonly CatalogueItem[],
): WorkQueue {
  const ids = new Set(asked);
  const queue = [...waiting];
  const indexOf = (id: string) => queue.findIndex((item) => item.id === id);
  return {
    peek: (mayBegin) => queue.find(mayBegin),
    items: () => queue,
    isEmpty: () => queue.length === 0,
    has: (id) => indexOf(id) >= 0,
    putFirst(item) {
      ids.add(item.id);
      queue.unshift(item);
    },
    take(id) {
      const at = indexOf(id);
      if (at >= 0) queue.splice(at, 1);
      return at >= 0;
    },
    isAsked: (id) => ids.has(id),
    notAccepted: ({ items }) =>
      [...ids].filter((id) => items.get(id)?.status !== 'accepted').length,
  };
}
