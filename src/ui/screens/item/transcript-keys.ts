import type { TranscriptRow } from '../../../client/item/transcript-rows.ts';
import { findText, type Match } from '../../../client/item/transcript-search.ts';
import {
  canUnfold,
  isUnfolded,
  lastPosition,
  lineOfPlace,
  moved,
  type TranscriptView,
  type ViewPosition,
} from '../../../client/item/transcript-view.ts';
import { errorMessage } from '../../../engine/user-error.ts';
import type { Binding } from '../../binding.ts';
import { plural } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import { openPrompt } from '../../open-prompt.ts';
import { itemHeadRows } from './item-rows.ts';
import { type ItemView, viewOf } from './item-view.ts';
import { roomFor, standing, transcriptOf } from './transcript-lines.ts';

interface Here {
  view: ItemView;
  shown: TranscriptView;
  room: number;
  cursor: ViewPosition;
  top: ViewPosition;
}

function here(hands: Hands): Here | undefined {
  const view = viewOf(hands);
  if (!view) return undefined;
  const { columns, rows } = hands.space();
  const shown = transcriptOf(view, columns);
  const room = roomFor(hands, view.id, rows - itemHeadRows);
  return { view, shown, room, ...standing(view, shown, room) };
}

function stand({ view, shown }: Here, cursor: ViewPosition, top: ViewPosition): void {
  const end = moved(shown, cursor, 1);
  const isLast = end.row === cursor.row && end.line === cursor.line;
  Object.assign(view.transcript, { cursor, top, follows: isLast });
  view.touch();
}

const go = (to: (at: Here) => ViewPosition) => (hands: Hands) => {
  const at = here(hands);
  if (at) stand(at, to(at), at.top);
};

const by = (step: (at: Here) => number) => (at: Here) => moved(at.shown, at.cursor, step(at));

function fold(hands: Hands): void {
  const at = here(hands);
  const row = at?.shown.rows[at.cursor.row];
  if (!at || !row) return;
  if (!canUnfold(row)) {
    hands.say('there is nothing more to it');
    return;
  }
  flip(at, [row]);
}

/** Unfolds every row of the kind in focus, or folds them all. */
function foldKind(hands: Hands): void {
  const at = here(hands);
  const row = at?.shown.rows[at.cursor.row];
  if (!at || !row) return;
  if (!canUnfold(row)) {
    hands.say('there is nothing more to it, nor to any row like it');
    return;
  }
  const { toggled } = at.view.transcript;
  const isOpen = isUnfolded(row, toggled);
  const alike = at.shown.rows.filter(
    (one) => one.type === row.type && isUnfolded(one, toggled) === isOpen,
  );
  flip(at, alike);
  const kind = kinds[row.type] ?? row.type;
  hands.say(`${isOpen ? 'folded' : 'unfolded'} ${plural(alike.length, kind)}`);
}

const kinds: Partial<Record<TranscriptRow['type'], string>> = {
  tool: 'tool call',
  told: 'message to the model',
  card: 'check',
  end: 'ending',
};

function flip({ view, cursor, top }: Here, rows: readonly TranscriptRow[]): void {
  const toggled = flipped(view.transcript.toggled, rows);
  const at = { row: cursor.row, line: 0 };
  // What is above may have changed its height: the first line is found anew from the row it was in.
  const first = { row: top.row, line: 0 };
  Object.assign(view.transcript, { toggled, cursor: at, top: first, follows: false });
  view.touch();
}

function flipped(toggled: ReadonlySet<string>, rows: readonly TranscriptRow[]): Set<string> {
  const keys = new Set(toggled);
  for (const { key } of rows) if (!keys.delete(key)) keys.add(key);
  return keys;
}

const history: string[] = [];

function askSearch(hands: Hands): void {
  openPrompt(hands, {
    prefix: '/',
    hint: 'text to find in the whole transcript; n and N go on',
    history,
    submit(text) {
      const at = here(hands);
      if (!at) return;
      Object.assign(at.view.transcript, { query: text, match: undefined });
      void search(hands, 'forward');
    },
  });
}

async function search(hands: Hands, direction: 'forward' | 'backward'): Promise<void> {
  const at = here(hands);
  if (!at || at.view.transcript.query === '') return;
  const { transcript } = at.view;
  transcript.searching?.abort();
  const searching = new AbortController();
  Object.assign(transcript, { searching });
  const from = transcript.match ?? { row: at.cursor.row, part: -1, at: -1 };
  try {
    const text = transcript.query;
    const match = await findText(
      at.view.reader.transcript,
      { text, from, direction },
      searching.signal,
    );
    if (searching.signal.aborted) return;
    if (!match) hands.say(`"${text}" is nowhere in the transcript`, 'warn');
    else show(hands, match);
  } catch (error) {
    if (!searching.signal.aborted) hands.say(errorMessage(error), 'bad');
  }
}

/** Unfolds the row of a match and puts the cursor on its line, as soon as that is laid out. */
function show(hands: Hands, match: Match): void {
  const at = here(hands);
  const row = at?.shown.rows[match.row];
  if (!at || !row) return;
  const { transcript } = at.view;
  if (match.wrapped) hands.say('the search went round');
  const isHidden = match.part >= 0 && !isUnfolded(row, transcript.toggled);
  const toggled = isHidden ? flipped(transcript.toggled, [row]) : transcript.toggled;
  Object.assign(transcript, {
    match,
    toggled,
    follows: false,
    cursor: { row: match.row, line: 0 },
  });
  placeCursor(hands, match);
}

/** Puts the cursor on the line of a match: now, or when the row it is in has been read. */
function placeCursor(hands: Hands, match: Match): void {
  const at = here(hands);
  const row = at?.shown.rows[match.row];
  if (!at || !row) return;
  const { view } = at;
  const layout = match.part < 0 ? undefined : at.shown.layoutOf(row);
  const isWaiting = match.part >= 0 && layout === undefined;
  view.onLaid = isWaiting ? () => placeCursor(hands, match) : undefined;
  if (view.transcript.match !== match || view.transcript.cursor.row !== match.row) return;
  const line = layout ? lineOfPlace(row, layout, match) : 0;
  Object.assign(view.transcript, { cursor: { row: match.row, line } });
  view.touch();
}

const noSearch = (hands: Hands) =>
  viewOf(hands)?.transcript.query === '' ? 'nothing was searched for: / does' : undefined;

export const transcriptBindings: readonly Binding[] = [
  {
    action: 'fold',
    keys: ['enter', ' '],
    shown: 'enter',
    label: 'fold',
    help: 'unfold the row in focus, or fold it',
    press: fold,
  },
  {
    action: 'fold-kind',
    keys: ['u'],
    shown: 'u',
    label: 'all like it',
    help: 'unfold all rows of the kind in focus, such as tool calls, or fold them all',
    press: foldKind,
  },
  {
    action: 'search',
    keys: ['/'],
    shown: '/',
    label: 'search',
    help: 'find a text in the whole transcript',
    press: askSearch,
  },
  {
    action: 'next-match',
    keys: ['n'],
    shown: 'n',
    label: 'next',
    help: 'the next match; N the one before',
    refused: noSearch,
    press: (hands) => void search(hands, 'forward'),
  },
  {
    action: 'previous-match',
    keys: ['N'],
    shown: 'N',
    label: 'previous',
    help: 'the match before',
    refused: noSearch,
    press: (hands) => void search(hands, 'backward'),
    quiet: true,
  },
  ...(
    [
      ['down', ['j', 'down'], 'next line', by(() => 1)],
      ['up', ['k', 'up'], 'line before', by(() => -1)],
      ['page-down', ['pgdn', 'ctrl-d'], 'a page further', by(({ room }) => room - 1)],
      ['page-up', ['pgup', 'ctrl-u'], 'a page back', by(({ room }) => 1 - room)],
      ['first', ['g', 'home'], 'to the beginning', () => ({ row: 0, line: 0 })],
      ['last', ['G', 'end'], 'to the end, and follow', ({ shown }) => lastPosition(shown)],
    ] as const satisfies readonly (readonly [
      string,
      readonly string[],
      string,
      (at: Here) => ViewPosition,
    ])[]
  ).map(
    ([action, keys, help, to]): Binding => ({
      action,
      keys,
      shown: keys[0],
      label: action,
      help,
      press: go(to),
      quiet: true,
    }),
  ),
];
