import type { FactoryState } from '../state/state.ts';
import { type PackedItems, packItems, unpackItems } from './packed-items.ts';

const mapTag = 'entries';

/** For `JSON.stringify`: a map as its entries. */
export function packMap(value: unknown): unknown {
  return value instanceof Map ? { [mapTag]: [...value] } : value;
}

/** For `JSON.parse`: what `packMap` made, as a map again. */
export function unpackMap(value: unknown): unknown {
  const packed = typeof value === 'object' && value !== null && mapTag in value;
  return packed && Array.isArray(value[mapTag]) ? new Map(value[mapTag]) : value;
}

/** A state fit for `JSON.stringify`: all its maps are fields of its own, so none is looked for deeper. */
export function packState({ items, ...figures }: FactoryState): object {
  return { ...mapFields(figures, packMap), items: packItems(items) };
}

/** What `packState` made, once parsed, with maps again. A reviver would look at every value there is. */
export function unpackState({ items, ...figures }: { items: PackedItems }): object {
  return { ...mapFields(figures, unpackMap), items: unpackItems(items) };
}

function mapFields(of: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));
}

/** `saved` as a state; throws when it has not the shape of one. Only an engine writes it, so shapes are all that needs a look. */
export function shapedLike(empty: FactoryState, saved: object): FactoryState {
  if (!fits(empty, saved)) throw new Error('what was saved is no state');
  return { ...empty, ...saved };
}

/** Whether what is found has the shape of what is empty; what may be missing there may be anything. */
function fits(empty: unknown, found: unknown): boolean {
  if (empty === undefined || empty === null) return true;
  if (empty instanceof Map) return found instanceof Map;
  if (Array.isArray(empty)) return Array.isArray(found);
  if (typeof empty !== 'object') return typeof found === typeof empty;
  if (typeof found !== 'object' || found === null) return false;
  return Object.entries(empty).every(([key, value]) => fits(value, Reflect.get(found, key)));
}
