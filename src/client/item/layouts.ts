import { errorMessage } from '../../engine/user-error.ts';
import { type Layout, layOut } from './lay-out.ts';
import { createLru } from './lru.ts';
import { type ReadEntry, rowBody } from './row-body.ts';
import type { TranscriptRow } from './transcript-rows.ts';

/** Unfolded rows, read when they are first asked for. */
export interface Layouts {
  /** What a row unfolds to at a width, or undefined while it is read: `onReady` is called then. */
  get(row: TranscriptRow, width: number): Layout | undefined;
}

/** Characters that stay laid out; one row may have more. */
const keptCharacters = 8_000_000;

/** Reads and lays out unfolded rows, and keeps those that were looked at last. */
export function createLayouts(read: ReadEntry, onReady: () => void): Layouts {
  const kept = createLru<Layout>(keptCharacters);
  const reading = new Set<string>();
  const load = async (row: TranscriptRow, width: number, key: string) => {
    try {
      const parts = await rowBody(row, read);
      const size = parts.reduce((sum, { text }) => sum + text.length, 1_000);
      kept.set(key, layOut(parts, width), size);
    } catch (error) {
      const words = `It cannot be read: ${errorMessage(error)}`;
      kept.set(key, layOut([{ role: 'error', text: words, isProse: true }], width), 1_000);
    }
    reading.delete(key);
    onReady();
  };
  return {
    get(row, width) {
      const key = keyOf(row, width);
      const found = kept.get(key);
      if (found || reading.has(key)) return found;
      reading.add(key);
      void load(row, width, key);
      return undefined;
    },
  };
}

/** A call that has its result by now unfolds to more than before. */
function keyOf(row: TranscriptRow, width: number): string {
  const state = row.type === 'tool' && row.result ? 'done' : '';
  return `${width} ${row.key} ${state} ${row.entry.place.offset}`;
}
