import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  writeSync,
} from 'node:fs';
import { appendFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeOwnFolder } from '../files/own-files.ts';
import { withPath } from '../user-error.ts';
import { type Event, type EventBody, journalVersion } from './events.ts';
import { type JournalTail, listSegments, segmentPath } from './journal-files.ts';

/** The append-only log of one engine. Only the holder of the lock may have one open. */
export interface Journal {
  /** Gives the fact its place and writes it before anyone hears of it. Throws when the disk refuses. */
  append(body: EventBody): Event;
  /** After this, everything appended before survives a power cut, not only a crash of ours. */
  sync(): Promise<void>;
  /** Syncs and closes, once; nothing may be appended after it. */
  close(): void;
}

/** As 'a', but never through a link. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

const defaultSegmentBytes = 16 * 1024 * 1024;

/**
 * Opens the journal for writing after event `lastSeq`. Appends are written synchronously (about
 * 20 µs): a fact is in the operating system's hands, safe from kill -9, before it is acted upon.
 */
export async function openJournal(options: {
  folder: string;
  lastSeq: number;
  now: () => number;
  segmentBytes?: number;
}): Promise<Journal> {
  const { folder, now, segmentBytes = defaultSegmentBytes } = options;
  await makeOwnFolder({ path: folder, below: join(folder, '..', '..') });
  let seq = options.lastSeq;
  const newest = (await listSegments(folder)).at(-1);
  let file = openSync(newest?.path ?? segmentPath(folder, seq + 1), APPEND, 0o600);
  let size = fstatSync(file).size;
  let isClosed = false;
  return {
    append(body) {
      if (isClosed) throw new Error(`the journal in ${folder} is closed`);
      if (size >= segmentBytes) {
        const next = openSync(segmentPath(folder, seq + 1), APPEND, 0o600);
        fdatasyncSync(file);
        closeSync(file);
        file = next;
        size = 0;
      }
      const event: Event = {
        v: journalVersion,
        seq: seq + 1,
        at: new Date(now()).toISOString(),
        ...body,
      };
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      try {
        writeWhole(file, size, line);
      } catch (error) {
        throw withPath(error, folder);
      }
      seq += 1;
      size += line.length;
      return event;
    },
    async sync() {
      // Closing has synced what there was.
      if (isClosed) return;
      await promisify(fdatasync)(file).catch((error: unknown) => {
        throw withPath(error, folder);
      });
    },
    close() {
      // Once alone: its number may be another file's by then.
      if (isClosed) return;
      isClosed = true;
      try {
        fdatasyncSync(file);
      } catch (error) {
        throw withPath(error, folder);
      } finally {
        closeSync(file);
      }
    },
  };
}

/** All of the line or none of it: half a line with others after it (a disk that was full for a while) is damage. */
function writeWhole(file: number, size: number, line: Buffer): void {
  let written = 0;
  try {
    while (written < line.length) written += writeSync(file, line, written);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}

/** Cuts a torn last line off, keeping it beside the journal for the curious. */
export async function repairTornLine(torn: NonNullable<JournalTail['torn']>): Promise<void> {
  await appendFile(`${torn.path}.torn`, `${torn.text}\n`, { mode: 0o600, flag: APPEND });
  await truncate(torn.path, torn.keepBytes);
}
