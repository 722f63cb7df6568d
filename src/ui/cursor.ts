/** A place in a list: the key of its row, the row's number in case that key goes, and the first row shown. */
export interface Cursor {
  key: string | undefined;
  index: number;
  top: number;
}

/** The rows of a list by their keys. */
export interface Keys {
  length: number;
  at(index: number): string | undefined;
  /** -1 when there is no such row. */
  indexOf(key: string): number;
}

export type Move = number | 'first' | 'last';

export const firstCursor: Cursor = { key: undefined, index: 0, top: 0 };

/** So many rows stay visible above and below the cursor. */
const scrollOff = 2;

/** The keys of a list that is short enough to be searched. */
export function keysOfList(keys: readonly string[]): Keys {
  return { length: keys.length, at: (index) => keys[index], indexOf: (key) => keys.indexOf(key) };
}

/**
 * Where the cursor stands in the list as it is now: with its row wherever that has gone, else where
 * that row was; scrolled so that it can be seen in `rows` rows.
 */
export function settle(cursor: Cursor, keys: Keys, rows: number): Cursor {
  const { key, index } = cursor;
  const stays = key !== undefined && keys.at(index) === key;
  const found = stays || key === undefined ? index : keys.indexOf(key);
  return at(found >= 0 ? found : index, cursor.top, { keys, rows });
}

/** The cursor so many rows further, or at an end. */
export function move(cursor: Cursor, to: Move, { keys, rows }: { keys: Keys; rows: number }) {
  const from = settle(cursor, keys, rows);
  const index = to === 'first' ? 0 : to === 'last' ? keys.length - 1 : from.index + to;
  return at(index, from.top, { keys, rows });
}

function at(wanted: number, top: number, { keys, rows }: { keys: Keys; rows: number }): Cursor {
  const index = clamp(wanted, 0, keys.length - 1);
  const room = Math.max(1, rows);
  const margin = Math.min(scrollOff, Math.floor((room - 1) / 2));
  const low = Math.min(top, index - margin);
  const high = Math.max(low, index + margin - room + 1);
  return { key: keys.at(index), index, top: clamp(high, 0, keys.length - room) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
