import type { Binding } from './binding.ts';
import { type Cursor, type Keys, type Move, move } from './cursor.ts';
import type { Hands } from './hands.ts';
import type { Ui } from './ui.ts';

/** A list that keys move in: where its cursor is kept, its rows, and how many of them are visible. */
export interface ListHold {
  cursor(ui: Ui): Cursor;
  withCursor(ui: Ui, cursor: Cursor): Ui;
  keys(hands: Hands): Keys;
  rows(hands: Hands): number;
}

const page = (hold: ListHold, hands: Hands) => Math.max(1, hold.rows(hands) - 1);

/** The keys that every list has: vim's, arrows, pages and ends. */
export function listBindings(hold: ListHold): Binding[] {
  const go = (to: (hands: Hands) => Move) => (hands: Hands) => {
    const list = { keys: hold.keys(hands), rows: hold.rows(hands) };
    hands.ui.set((ui) => hold.withCursor(ui, move(hold.cursor(ui), to(hands), list)));
  };
  return [
    {
      action: 'down',
      keys: ['j', 'down'],
      shown: 'j',
      label: 'down',
      help: 'next row',
      press: go(() => 1),
      quiet: true,
    },
    {
      action: 'up',
      keys: ['k', 'up'],
      shown: 'k',
      label: 'up',
      help: 'row before',
      press: go(() => -1),
      quiet: true,
    },
    {
      action: 'page-down',
      keys: ['pgdn', 'ctrl-d', ' '],
      shown: 'pgdn',
      label: 'page down',
      help: 'a page further',
      press: go((hands) => page(hold, hands)),
      quiet: true,
    },
    {
      action: 'page-up',
      keys: ['pgup', 'ctrl-u'],
      shown: 'pgup',
      label: 'page up',
      help: 'a page back',
      press: go((hands) => -page(hold, hands)),
      quiet: true,
    },
    {
      action: 'first',
      keys: ['g', 'home'],
      shown: 'g',
      label: 'first',
      help: 'the first row',
      press: go(() => 'first'),
      quiet: true,
    },
    {
      action: 'last',
      keys: ['G', 'end'],
      shown: 'G',
      label: 'last',
      help: 'the last row',
      press: go(() => 'last'),
      quiet: true,
    },
  ];
}
