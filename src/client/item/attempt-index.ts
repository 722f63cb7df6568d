import { parseEntry } from '../../engine/agent/transcript.ts';
import { excerptOf } from './excerpt.ts';
import { indexEntry } from './index-entry.ts';
import type { EntryPlace, IndexedEntry } from './indexed-entry.ts';
import { type ScannedLine, scanLines } from './line-scanner.ts';
import type { TranscriptFile } from './transcript-files.ts';
import { yieldNow } from './yield-now.ts';

/** The index of one attempt's transcript, as far as it is read. */
export interface AttemptIndex {
  getEntries(): readonly IndexedEntry[];
  /** Whether what was read is still the beginning of this file. */
  continues(file: TranscriptFile): boolean;
  /** Bytes that are indexed: whole lines. */
  readBytes(): number;
  /** Indexes what was added, piece by piece; `onPiece` is called after each. */
  read(file: TranscriptFile, onPiece: () => void, signal?: AbortSignal): Promise<void>;
}

export function createAttemptIndex({ attempt, file: id }: TranscriptFile): AttemptIndex {
  let entries: IndexedEntry[] = [];
  let nextOffset = 0;
  let nextLine = 1;
  let checked = false;
  const add = (line: ScannedLine) => {
    const { offset, sizeBytes } = line;
    const place: EntryPlace = { attempt, line: nextLine, offset, sizeBytes };
    nextLine += 1;
    nextOffset = offset + sizeBytes + 1;
    const entry = line.raw === undefined ? undefined : parseEntry(line.raw);
    if (entry) {
      entries.push(indexEntry(entry, place, checked));
      checked ||= entry.type === 'user' && entry.check !== undefined;
      return;
    }
    // However many lines are damaged, they are one row.
    const last = entries.at(-1);
    if (last?.type === 'damaged') entries[entries.length - 1] = { ...last, lines: last.lines + 1 };
    else entries.push({ type: 'damaged', place, reason: reasonOf(line), lines: 1 });
  };
  return {
    getEntries: () => entries,
    continues: (file) => file.file === id && file.sizeBytes >= nextOffset,
    readBytes: () => nextOffset,
    async read(file, onPiece, signal) {
      if (file.sizeBytes === nextOffset) return;
      for await (const lines of scanLines(file.path, nextOffset)) {
        entries = [...entries];
        for (const line of lines) add(line);
        if (lines.length > 0) onPiece();
        await yieldNow(signal);
      }
    },
  };
}

function reasonOf({ raw, sizeBytes }: ScannedLine): string {
  return raw === undefined
    ? `expected a line of a transcript, found one of ${sizeBytes} bytes`
    : `expected a line of a transcript, found ${excerptOf(raw).slice(0, 60) || 'an empty one'}`;
}
