import type { Session } from '../../../client/session.ts';
import type { CatalogueItem } from '../../../engine/product.ts';
import { itemOf } from '../../../engine/state/item-entry.ts';
import type { ItemState } from '../../../engine/state/state.ts';
import type { Keys } from '../../cursor.ts';
import type { ItemSort } from '../../ui.ts';
import { type ItemFilter, parseFilter } from './item-filter.ts';

/** The items of one filter in one order. */
export interface ItemList {
  keys: Keys;
  faults: readonly string[];
}

interface Query {
  filter: string;
  sort: ItemSort;
}

/** Long lists are gone through again at most so often, short ones at every look. */
const restMs = 1_500;
const shortList = 3_000;

type Order = (a: ItemState, b: ItemState) => number;

const statusOrder = ['escalated', 'parked', 'working', 'waiting', 'accepted'];
const orders: Record<Exclude<ItemSort, 'catalogue'>, Order> = {
  recent: (a, b) => b.changedAtMs - a.changedAtMs,
  cost: (a, b) => b.costUsd - a.costUsd,
  repairs: (a, b) => b.repairs - a.repairs,
  state: (a, b) => statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status),
};

/**
 * Lists the catalogue's items with what has become of them. The answer to the same question is kept
 * until something happened, and for long lists a little longer: a row's own figures are always fresh.
 */
export function createItemList(session: Session, now: () => number) {
  let texts: { catalogue: readonly CatalogueItem[]; lower: string[] } | undefined;
  let kept: { query: Query; seq: number; atMs: number; list: ItemList } | undefined;

  const lowerTexts = (catalogue: readonly CatalogueItem[]): string[] => {
    if (texts?.catalogue !== catalogue) {
      const lower = catalogue.map(({ id, title }) => `${id} ${title}`.toLowerCase());
      texts = { catalogue, lower };
      kept = undefined;
    }
    return texts.lower;
  };

  return (query: Query): ItemList => {
    const catalogue = session.getCatalogue();
    const lower = lowerTexts(catalogue);
    const { seq } = session.store.getState();
    const isSame =
      kept?.query.filter === query.filter && kept.query.sort === query.sort ? kept : undefined;
    const rests = catalogue.length > shortList && now() - (isSame?.atMs ?? 0) < restMs;
    if (isSame && (isSame.seq === seq || rests)) return isSame.list;
    // The whole catalogue in its own order does not change with what becomes of it.
    const isWhole = query.filter === '' && query.sort === 'catalogue';
    if (isSame && isWhole) return isSame.list;
    const filter = parseFilter(query.filter);
    const ids = listed(session, { catalogue, lower, filter, sort: query.sort });
    const list = { keys: indexed(ids), faults: filter.faults };
    kept = { query: { ...query }, seq, atMs: now(), list };
    return list;
  };
}

function listed(
  session: Session,
  of: {
    catalogue: readonly CatalogueItem[];
    lower: readonly string[];
    filter: ItemFilter;
    sort: ItemSort;
  },
): string[] {
  const { catalogue, lower, filter, sort } = of;
  const state = session.store.getState();
  // One stands for all that nobody has touched: making a hundred thousand of them takes its time.
  const untouched = itemOf(state, '');
  const passing = catalogue.filter(({ id }, index) =>
    filter.test(state.items.get(id) ?? untouched, lower[index] ?? ''),
  );
  if (sort !== 'catalogue') {
    const order = orders[sort];
    const stateOf = ({ id }: CatalogueItem) => state.items.get(id) ?? untouched;
    passing.sort((a, b) => order(stateOf(a), stateOf(b)));
  }
  return passing.map(({ id }) => id);
}

/** Finds rows by key without a search once somebody asks. */
function indexed(ids: readonly string[]): Keys {
  let places: Map<string, number> | undefined;
  return {
    length: ids.length,
    at: (index) => ids[index],
    indexOf(key) {
      places ??= new Map(ids.map((id, index) => [id, index]));
      return places.get(key) ?? -1;
    },
  };
}
