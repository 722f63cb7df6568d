import { findText } from '../../../client/item/transcript-search.ts';
import {
  canUnfold,
  lastPosition,
  lineOfPlace,
  moved,
  type TranscriptView,
  type ViewPosition,
} from '../../../client/item/transcript-view.ts';
import { errorMessage } from '../../../engine/user-error.ts';
import type { Binding } from '../../binding.ts';
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
  const toggled = new Set(at.view.transcript.toggled);
  if (!toggled.delete(row.key)) toggled.add(row.key);
  const cursor = { row: at.cursor.row, line: 0 };
  Object.assign(at.view.transcript, { toggled, cursor, top: at.top, follows: false });
  at.view.touch();
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
function show(hands: Hands, match: NonNullable<ItemView['transcript']['match']>): void {
  const at = here(hands);
  const row = at?.shown.rows[match.row];
  if (!at || !row) return;
  const { transcript } = at.view;
  if (match.wrapped) hands.say('the search went round');
  const isInside = match.part >= 0 && row.type !== 'text';
  const toggled = isInside ? new Set([...transcript.toggled, row.key]) : transcript.toggled;
  Object.assign(transcript, {
    match,
    toggled,
    follows: false,
    cursor: { row: match.row, line: 0 },
  });
  let tries = 0;
  const place = () => {
    const layout = match.part < 0 ? undefined : at.shown.layoutOf(row);
    if (match.part >= 0 && !layout && tries < 100) {
      tries += 1;
      setTimeout(place, 20);
      return;
    }
    const line = layout ? lineOfPlace(row, layout, match) : 0;
    Object.assign(transcript, { cursor: { row: match.row, line } });
    at.view.touch();
  };
  place();
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
