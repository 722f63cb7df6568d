import type { Entry } from '../../engine/agent/transcript.ts';
import type { ItemPaths } from '../../engine/files/paths.ts';
import { errorCode, errorMessage } from '../../engine/user-error.ts';
import { type AttemptIndex, createAttemptIndex } from './attempt-index.ts';
import type { IndexedEntry } from './indexed-entry.ts';
import { createLru } from './lru.ts';
import { readEntryAt, transcriptFiles } from './transcript-files.ts';
import { rowsOf, type TranscriptRow } from './transcript-rows.ts';

/** An item's conversations, all attempts, of which memory holds the index alone. */
export interface Transcript {
  /** Oldest first; another array when there is something new. */
  getEntries(): readonly IndexedEntry[];
  /** As `getEntries`, as what is shown row by row. */
  getRows(): readonly TranscriptRow[];
  getProgress(): { readBytes: number; sizeBytes: number };
  /** Why the last refresh could not read the files that are there, if it could not. */
  getFault(): string | undefined;
  /**
   * Reads what was added since the last time, at first everything, in pieces; `onChange` is called after each.
   * Begins anew when an attempt was taken away or replaced.
   */
  refresh(signal?: AbortSignal): Promise<void>;
  /** An entry with its content, from disk; undefined when it stands there no more. */
  read(entry: IndexedEntry): Promise<Entry | undefined>;
  /** Bytes of the entries whose content is in memory. */
  keptBytes(): number;
}

/** Content that stays in memory; the newest entry may be larger. */
const keptBytesAtMost = 8_000_000;

/** An item's transcript, still empty: `refresh` reads it. A folder that is not there is one without entries. */
export function openTranscript(paths: ItemPaths, onChange: () => void = () => {}): Transcript {
  const attempts = new Map<number, AttemptIndex>();
  const kept = createLru<Entry>(keptBytesAtMost);
  let entries: readonly IndexedEntry[] = [];
  let rows: readonly TranscriptRow[] | undefined;
  let sizeBytes = 0;
  let fault: string | undefined;
  let running: Promise<void> = Promise.resolve();

  const changed = () => {
    entries = [...attempts.values()].flatMap((attempt) => attempt.getEntries());
    rows = undefined;
    onChange();
  };
  const readAll = async (signal?: AbortSignal) => {
    const files = await transcriptFiles(paths);
    sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const goesOn = [...attempts].every(([attempt, index]) => {
      const file = files.find((one) => one.attempt === attempt);
      return file !== undefined && index.continues(file);
    });
    if (!goesOn) {
      attempts.clear();
      kept.clear();
      changed();
    }
    for (const file of files) {
      const index = attempts.get(file.attempt) ?? createAttemptIndex(file);
      attempts.set(file.attempt, index);
      await index.read(file, changed, signal);
    }
  };
  const refreshed = async (signal?: AbortSignal) => {
    try {
      await readAll(signal);
      fault = undefined;
    } catch (error) {
      signal?.throwIfAborted();
      // A file that was taken away meanwhile is the business of the next refresh.
      fault = errorCode(error) === 'ENOENT' ? undefined : errorMessage(error);
    }
  };
  return {
    getEntries: () => entries,
    getRows() {
      rows ??= rowsOf(entries);
      return rows;
    },
    getProgress: () => ({
      readBytes: [...attempts.values()].reduce((sum, index) => sum + index.readBytes(), 0),
      sizeBytes,
    }),
    refresh(signal) {
      // One after the other: two that read the same lines would index them twice.
      const mine = running.then(() => refreshed(signal));
      running = mine.catch(() => {});
      return mine;
    },
    async read(entry) {
      const { place } = entry;
      const key = `${place.attempt}.${place.offset}`;
      const found = kept.get(key);
      if (found || entry.type === 'damaged') return found;
      const read = await readEntryAt(paths.transcript(place.attempt), place);
      if (read) kept.set(key, read, place.sizeBytes);
      return read;
    },
    getFault: () => fault,
    keptBytes: kept.weight,
  };
}
