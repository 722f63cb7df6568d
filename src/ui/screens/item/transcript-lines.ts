import type { LineRole } from '../../../client/item/body-part.ts';
import {
  isUnfolded,
  lastPosition,
  linesFrom,
  moved,
  type TranscriptView,
  type ViewLine,
  type ViewPosition,
} from '../../../client/item/transcript-view.ts';
import type { Live } from '../../../engine/journal/store.ts';
import { formatShare } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { lastRows } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import { type ItemView, viewOf } from './item-view.ts';
import { placesOf } from './places-of.ts';

/** Title above, and what a worker writes at this moment below. */
const titleRows = 1;
const liveRows = 3;

const tones: Record<LineRole, Tone> = {
  attempt: 'strong',
  'turn-head': 'accent',
  text: 'plain',
  thinking: 'quiet',
  tool: 'plain',
  'tool-input': 'quiet',
  removed: 'bad',
  added: 'good',
  result: 'quiet',
  error: 'bad',
  told: 'quiet',
  card: 'warn',
  meta: 'quiet',
};

/** Mark, fold sign and a space stand before each line. */
const leadCells = 4;

/** The transcript as it is folded now, at the width of the screen. */
export function transcriptOf(view: ItemView, columns: number): TranscriptView {
  const width = Math.max(10, columns - leadCells);
  return {
    rows: view.reader.transcript.getRows(),
    toggled: view.transcript.toggled,
    layoutOf: (row) => view.layouts.get(row, width),
  };
}

/** What the item's worker is doing, when it has one. */
export function liveOf(hands: Hands, id: string): Live | undefined {
  const { store } = hands.session;
  for (const { worker, item } of store.getState().workers.values()) {
    if (item === id) return store.getLive(worker);
  }
  return undefined;
}

export function roomFor(hands: Hands, id: string, rows: number): number {
  return Math.max(1, rows - titleRows - (liveOf(hands, id) ? liveRows : 0));
}

/** Where the cursor and the first line stand now: at the end while the transcript is followed. */
export function standing(view: ItemView, shown: TranscriptView, room: number) {
  const { follows } = view.transcript;
  const cursor = follows ? lastPosition(shown) : moved(shown, view.transcript.cursor, 0);
  const top = follows
    ? moved(shown, cursor, 1 - room)
    : scrolledTo(view.transcript.top, cursor, { shown, room });
  return { cursor, top };
}

/** The first line, moved as little as it takes to have the cursor on the screen. */
function scrolledTo(
  top: ViewPosition,
  cursor: ViewPosition,
  { shown, room }: { shown: TranscriptView; room: number },
): ViewPosition {
  if (isBefore(cursor, top)) return cursor;
  const lowest = moved(shown, cursor, 1 - room);
  return isBefore(top, lowest) ? lowest : moved(shown, top, 0);
}

function isBefore(a: ViewPosition, b: ViewPosition): boolean {
  return a.row < b.row || (a.row === b.row && a.line < b.line);
}

/** The lines that fit from where the transcript stands, under a title, over the live tail. */
export function transcriptLines(
  hands: Hands,
  { columns, rows }: { columns: number; rows: number },
  terminal: Terminal,
): Line[] {
  const view = viewOf(hands);
  if (!view) return [];
  const shown = transcriptOf(view, columns);
  const room = roomFor(hands, view.id, rows);
  const { cursor, top } = standing(view, shown, room);
  const lines = linesFrom(shown, top, room).map((line) =>
    lineOf(line, { view, shown, cursor }, terminal),
  );
  while (lines.length < room) lines.push([]);
  return [
    titleRule(titleOf(view, cursor), columns, terminal),
    ...(shown.rows.length === 0 ? [emptyLine(view)] : lines),
    ...liveLines(liveOf(hands, view.id), columns, terminal),
  ].slice(0, rows);
}

function titleOf({ reader, transcript }: ItemView, cursor: ViewPosition): string {
  const rows = reader.transcript.getRows().length;
  const { readBytes, sizeBytes } = reader.transcript.getProgress();
  const reading = readBytes < sizeBytes ? `, reading ${formatShare(readBytes / sizeBytes)}` : '';
  const search = transcript.query === '' ? '' : `  /${transcript.query}`;
  const follows = transcript.follows ? ', follows' : '';
  return `transcript ${rows === 0 ? 0 : cursor.row + 1} of ${rows}${reading}${follows}${search}`;
}

function emptyLine({ reader, fault, isRead }: ItemView): Line {
  const why = reader.transcript.getFault() ?? fault;
  if (why === undefined && !isRead) return [{ text: ' reading the transcript', tone: 'quiet' }];
  if (why !== undefined) return [{ text: ` it cannot be read: ${why}`, tone: 'bad' }];
  return [
    {
      text: ' no conversation yet: it begins when a worker takes the item; esc goes back',
      tone: 'quiet',
    },
  ];
}

function lineOf(
  { row, line, shown }: ViewLine,
  at: { view: ItemView; shown: TranscriptView; cursor: ViewPosition },
  { glyphs }: Terminal,
): Line {
  const isPicked = at.cursor.row === row && at.cursor.line === line;
  const { match, query } = at.view.transcript;
  const isMatch = match?.row === row && isPicked;
  const one = at.shown.rows[row];
  const isHead = line === 0 && one !== undefined && one.type !== 'text';
  const fold =
    !isHead || one.type === 'attempt' ? '  ' : isUnfolded(one, at.shown.toggled) ? '- ' : '+ ';
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    { text: fold, tone: 'quiet' },
    ...marked(shown.text, query, { tone: tones[shown.role], found: isMatch ? 'cursor' : 'warn' }),
  ];
}

/** A text in which what was searched for stands out; the match of the moment most. */
function marked(text: string, query: string, { tone, found }: { tone: Tone; found: Tone }): Span[] {
  const places = placesOf(text, query);
  let at = 0;
  const spans = places.flatMap(({ index, length }): Span[] => {
    const before = text.slice(at, index);
    at = index + length;
    return [
      { text: before, tone },
      { text: text.slice(index, at), tone: found },
    ];
  });
  return [...spans, { text: text.slice(at), tone }];
}

function liveLines(live: Live | undefined, columns: number, { charset, glyphs }: Terminal): Line[] {
  if (!live) return [];
  const tail = lastRows(live.tail.replace(/\\n/g, '\n'), { cells: columns - 6, count: 2, charset });
  const lines: Line[] = [
    [{ text: `  ${glyphs.running} now ${live.phase}`, tone: 'accent' }],
    ...tail.map((text): Line => [{ text: `    ${text}`, tone: 'quiet' }]),
  ];
  while (lines.length < liveRows) lines.push([]);
  return lines;
}
