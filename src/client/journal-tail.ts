import { open } from 'node:fs/promises';
import { type Event, eventSchema } from '../engine/journal/events.ts';
import { listSegments } from '../engine/journal/journal-files.ts';

const mostBytes = 4 * 1024 * 1024;

/**
 * The last events of a journal, at most `count` and at most as many as its last 4 MB hold, however long
 * it is. Lines that are none are left out: whoever needs every event reads the journal.
 */
export async function readJournalTail(folder: string, count: number): Promise<Event[]> {
  let events: Event[] = [];
  let bytesLeft = mostBytes;
  for (const { path } of (await listSegments(folder)).toReversed()) {
    const text = await readEnd(path, bytesLeft);
    bytesLeft -= Buffer.byteLength(text);
    const lines = text.split('\n').slice(0, -1);
    const wanted = lines.slice(-Math.max(1, count - events.length));
    events = [...wanted.flatMap(eventIn), ...events];
    if (events.length >= count || bytesLeft <= 0) break;
  }
  return events.slice(-count);
}

async function readEnd(path: string, mostBytes: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, Math.max(1, mostBytes));
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(length),
      position: size - length,
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function eventIn(line: string): Event[] {
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
