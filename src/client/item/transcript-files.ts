import { open, stat } from 'node:fs/promises';
import { attemptNumbers } from '../../engine/agent/attempts.ts';
import { type Entry, parseEntry } from '../../engine/agent/transcript.ts';
import type { ItemPaths } from '../../engine/files/paths.ts';
import { errorCode } from '../../engine/user-error.ts';
import type { EntryPlace } from './indexed-entry.ts';

/** A transcript on disk; `file` tells it from another one that took its place. */
export interface TranscriptFile {
  attempt: number;
  path: string;
  file: string;
  sizeBytes: number;
}

/** The transcripts that an item has now, oldest attempt first. */
export async function transcriptFiles(paths: ItemPaths): Promise<TranscriptFile[]> {
  const found: TranscriptFile[] = [];
  for (const attempt of await attemptNumbers(paths.attempts)) {
    const path = paths.transcript(attempt);
    const stats = await stat(path).catch((error: unknown) => {
      // A retry may move the folder away at any moment.
      if (errorCode(error) === undefined) throw error;
      return undefined;
    });
    if (!stats?.isFile()) continue;
    found.push({ attempt, path, file: `${stats.dev}:${stats.ino}`, sizeBytes: stats.size });
  }
  return found;
}

/** Reads one entry again, or nothing when it stands there no more. */
export async function readEntryAt(path: string, place: EntryPlace): Promise<Entry | undefined> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  });
  if (handle === undefined) return undefined;
  try {
    const bytes = Buffer.alloc(place.sizeBytes);
    const { bytesRead } = await handle.read(bytes, 0, place.sizeBytes, place.offset);
    return bytesRead < place.sizeBytes ? undefined : parseEntry(bytes.toString('utf8'));
  } finally {
    await handle.close();
  }
}
