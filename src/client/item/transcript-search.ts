import { rowBody } from './row-body.ts';
import type { Transcript } from './transcript.ts';
import type { TranscriptRow } from './transcript-rows.ts';
import { createBreather } from './yield-now.ts';

/** A place in a transcript: a row, a part of its body (-1: its line), a character of it. */
export interface Place {
  /** Place in the list of rows. */
  row: number;
  part: number;
  at: number;
}

export interface Match extends Place {
  length: number;
  /** Whether the search came round over the end, or the beginning. */
  wrapped: boolean;
}

export interface Search {
  text: string;
  /** The place to go on from; that place itself is looked at last. */
  from: Place;
  direction: 'forward' | 'backward';
}

const maxQuery = 500;

/**
 * The nearest match of a text in everything a transcript holds on disk, capitals or not; goes round once.
 * Undefined when there is none. Lets others have their turn; throws when aborted.
 */
export async function findText(
  transcript: Transcript,
  { text, from, direction }: Search,
  signal: AbortSignal,
): Promise<Match | undefined> {
  if (text === '') return undefined;
  const rows = transcript.getRows();
  const pattern = new RegExp(escaped(text.slice(0, maxQuery)), 'giu');
  const breathe = createBreather(signal);
  const step = direction === 'forward' ? 1 : -1;
  const isBeyond = (place: Place) => step * compare(place, from) > 0;
  for (let done = 0; done <= rows.length; done += 1) {
    const index = modulo(from.row + step * done, rows.length);
    const row = rows[index];
    if (!row) return undefined;
    await breathe();
    const found = (await placesIn(transcript, row, pattern)).map((one) => ({ ...one, row: index }));
    // In the row it starts from, the search meets one side at first, and the other one at the end.
    const own = done === 0 ? found.filter(isBeyond) : found;
    const rest = done === rows.length ? own.filter((place) => !isBeyond(place)) : own;
    const nearest = direction === 'forward' ? rest[0] : rest.at(-1);
    if (nearest) return { ...nearest, wrapped: done > 0 && !isBeyond(nearest) };
  }
  return undefined;
}

/** Matches in one row are counted up to here: who looks for "e" needs no more. */
const maxMatches = 10_000;

async function placesIn(transcript: Transcript, row: TranscriptRow, pattern: RegExp) {
  const head = { part: -1, text: headOf(row) };
  const body = await rowBody(row, transcript.read);
  const texts = [head, ...body.map(({ text }, part) => ({ part, text }))];
  return texts.flatMap(({ part, text }) => {
    const places: Omit<Match, 'row' | 'wrapped'>[] = [];
    for (const match of text.matchAll(pattern)) {
      if (places.length >= maxMatches) break;
      places.push({ part, at: match.index, length: match[0].length });
    }
    return places;
  });
}

/** What is on a row's line and not in its body. */
function headOf(row: TranscriptRow): string {
  switch (row.type) {
    case 'attempt':
      return `attempt ${row.entry.place.attempt}: ${row.entry.model}, route ${row.entry.route}`;
    case 'tool':
      return row.block.tool ?? '';
    case 'turn':
      return `turn ${row.entry.turn} ${row.entry.purpose}`;
    case 'end':
      return row.entry.outcome;
    case 'damaged':
      return row.entry.reason;
    default:
      return '';
  }
}

function compare(a: Place, b: Place): number {
  return a.row - b.row || a.part - b.part || a.at - b.at;
}

function modulo(value: number, size: number): number {
  return size === 0 ? 0 : ((value % size) + size) % size;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
