import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readPlainFile } from '../files/plain-file.ts';
import { errorCode, UserError } from '../user-error.ts';
import { type Event, eventSchema, journalVersion } from './events.ts';

/** A journal file; its name is the sequence number of its first event. */
export interface Segment {
  path: string;
  firstSeq: number;
}

/** A segment is followed by the next one long before that. */
const largestBytes = 500_000_000;

const segmentName = /^(\d{12})\.jsonl$/;

export function segmentPath(folder: string, firstSeq: number): string {
  return join(folder, `${String(firstSeq).padStart(12, '0')}.jsonl`);
}

/** The journal's files, oldest first; none when there is no journal yet. */
export async function listSegments(folder: string): Promise<Segment[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const digits = segmentName.exec(name)?.[1];
      return digits === undefined ? [] : [{ path: join(folder, name), firstSeq: Number(digits) }];
    })
    .sort((a, b) => a.firstSeq - b.firstSeq);
}

/** What a journal holds after `afterSeq`, and the torn end that a crash may have left. */
export interface JournalTail {
  events: Event[];
  /** Bytes at the end of the last file that are no whole line: the write that a crash cut. */
  torn: { path: string; keepBytes: number; text: string } | undefined;
}

/**
 * Reads the events after `afterSeq`, in order and without gaps. A torn last line is reported, not
 * an error; anything else that is no event is a UserError with file and line.
 */
export async function readJournal(folder: string, afterSeq = 0): Promise<JournalTail> {
  const segments = await listSegments(folder);
  const first = segments.findLastIndex((segment) => segment.firstSeq <= afterSeq + 1);
  const wanted = segments.slice(Math.max(0, first));
  const tail: JournalTail = { events: [], torn: undefined };
  for (const [index, segment] of wanted.entries()) {
    const text = await readPlainFile(segment.path, largestBytes);
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length && index === wanted.length - 1) {
      const kept = Buffer.byteLength(text.slice(0, whole));
      tail.torn = { path: segment.path, keepBytes: kept, text: text.slice(whole) };
    } else if (whole < text.length) {
      throw damaged(segment.path, text.split('\n').length, 'a line that ends', 'a cut line');
    }
    readLines(segment.path, text.slice(0, whole), afterSeq, tail.events);
  }
  return tail;
}

function readLines(path: string, text: string, afterSeq: number, into: Event[]): void {
  let line = 0;
  for (const raw of text.split('\n').slice(0, -1)) {
    line += 1;
    const event = parseLine(path, line, raw);
    if (event.seq <= afterSeq) continue;
    const expected = (into.at(-1)?.seq ?? afterSeq) + 1;
    if (event.seq !== expected) throw damaged(path, line, `seq ${expected}`, `seq ${event.seq}`);
    into.push(event);
  }
}

function parseLine(path: string, line: number, raw: string): Event {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw damaged(path, line, 'a JSON object', raw.slice(0, 60));
  }
  if (versionOf(value) > journalVersion) {
    throw new UserError(
      `${path}:${line}: written by a newer version of ai-factory (journal format ${versionOf(value)}, this one knows ${journalVersion}). Use that version.`,
    );
  }
  const parsed = eventSchema.safeParse(value);
  if (!parsed.success) {
    throw damaged(path, line, 'a journal event', z.prettifyError(parsed.error));
  }
  return parsed.data;
}

function versionOf(value: unknown): number {
  const isVersioned = typeof value === 'object' && value !== null && 'v' in value;
  return isVersioned && typeof value.v === 'number' ? value.v : 0;
}

function damaged(path: string, line: number, expected: string, found: string): UserError {
  return new UserError(
    `${path}:${line}: the journal is damaged: expected ${expected}, found ${found}. ` +
      'Restore that file from a copy; or move the folder .engine away: outputs, transcripts and ' +
      'escalations stay, the history of events and money begins anew.',
  );
}
