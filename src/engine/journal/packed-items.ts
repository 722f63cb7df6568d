import { z } from 'zod';
import { itemOf } from '../state/item-entry.ts';
import type { FactoryState, ItemState } from '../state/state.ts';

/**
 * One field of all items: the value of each; or the few different values there are, and which of them each
 * item has. With one value alone nothing is said of each.
 */
type Column = { each: unknown[] } | { few: unknown[]; which: number[] };

/** Lists are looked at as a whole: a look at each of their values would take longer than all else. */
const list = z.custom<unknown[]>(Array.isArray);
const columnSchema: z.ZodType<Column> = z.union([
  z.object({ each: list }),
  z.object({ few: list, which: z.custom<number[]>(Array.isArray) }),
]);

/** Items for `JSON.stringify`, by field: a name is written once, and so is what many have in common. */
export const packedItemsSchema = z.object({
  count: z.int().nonnegative(),
  columns: z.record(z.string(), columnSchema),
});
export type PackedItems = z.infer<typeof packedItemsSchema>;

/** Beyond so many different values each item's is written out. */
const fewAre = 200;

/** The items in their order, a quarter of what they take as objects. */
export function packItems(items: FactoryState['items']): PackedItems {
  const all = [...items.values()];
  const fields = Object.keys(itemNobodyTouched) as (keyof ItemState)[];
  const columns = fields.map((field) => [field, packColumn(all.map((item) => item[field]))]);
  return { count: all.length, columns: Object.fromEntries(columns) };
}

/** What `packItems` made, once parsed, as entries again. Throws when it is nothing of the kind. */
export function unpackItems({ count, columns }: PackedItems): FactoryState['items'] {
  const shared = { ...itemNobodyTouched };
  const varying: [field: string, each: readonly unknown[]][] = [];
  for (const [field, column] of Object.entries(columns)) {
    const values = 'each' in column ? column.each : column.few.map(undefinedIfNull);
    if (!('each' in column) && values.length <= 1) Object.assign(shared, { [field]: values[0] });
    else varying.push([field, 'each' in column ? values : column.which.map((at) => values[at])]);
  }
  if (varying.some(([, { length }]) => length !== count)) throw new Error('items lack fields');
  const items: FactoryState['items'] = new Map();
  for (let at = 0; at < count; at += 1) {
    const item: Record<string, unknown> & ItemState = { ...shared };
    for (const [field, each] of varying) item[field] = undefinedIfNull(each[at]);
    items.set(item.id, item);
  }
  return items;
}

const itemNobodyTouched = itemOf({ items: new Map() }, '');

function packColumn(values: unknown[]): Column {
  const which: number[] = [];
  const few: unknown[] = [];
  const places = new Map<unknown, number>();
  for (const value of values) {
    // Lists and the like are the same if they say the same.
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    const place = places.get(key) ?? few.push(value) - 1;
    if (few.length > fewAre) return { each: values };
    if (place === places.size) places.set(key, place);
    which.push(place);
  }
  return { few, which: few.length > 1 ? which : [] };
}

/** JSON has no undefined; and no field of an item is ever null. */
function undefinedIfNull(value: unknown): unknown {
  return value === null ? undefined : value;
}
