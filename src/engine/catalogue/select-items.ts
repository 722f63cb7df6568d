import type { CatalogueItem } from '../product.ts';
import { UserError } from '../user-error.ts';

/** Which items a run is asked for. `start` is an id or a position from 1. */
export interface Selection {
  start?: string;
  limit?: number;
  only?: string[];
}

/** The chosen items in catalogue order. A name that is not in the catalogue is a UserError. */
export function selectItems<Item extends CatalogueItem>(
  catalogue: readonly Item[],
  { start, limit, only }: Selection,
): Item[] {
  const from = start === undefined ? 0 : startIndex(catalogue, start);
  const wanted = only && new Set(only);
  for (const id of only ?? []) {
    if (!catalogue.some((item) => item.id === id)) throw unknown('--only', id, catalogue);
  }
  const chosen = catalogue.slice(from).filter(({ id }) => !wanted || wanted.has(id));
  return limit === undefined ? chosen : chosen.slice(0, limit);
}

/** One line that is equal for equal selections: a crashed run goes on only with the same one. */
export function describeSelection({ start, limit, only }: Selection): string {
  const parts = [
    start === undefined ? '' : `start ${start}`,
    limit === undefined ? '' : `limit ${limit}`,
    only === undefined ? '' : `only ${[...only].sort().join(',')}`,
  ];
  return parts.filter((part) => part !== '').join(', ') || 'all';
}

function startIndex(catalogue: readonly CatalogueItem[], start: string): number {
  const byId = catalogue.findIndex(({ id }) => id === start);
  if (byId >= 0) return byId;
  const position = /^\d+$/.test(start) ? Number(start) : 0;
  if (position < 1 || position > catalogue.length) throw unknown('--start', start, catalogue);
  return position - 1;
}

function unknown(option: string, found: string, catalogue: readonly CatalogueItem[]): UserError {
  return new UserError(
    `${option}: expected an item of the catalogue${option === '--start' ? ` or a position from 1 to ${catalogue.length}` : ''}, ` +
      `found "${found}". ai-factory list shows them all.`,
  );
}
