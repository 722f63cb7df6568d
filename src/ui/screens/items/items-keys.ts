import { itemOf } from '../../../engine/state/item-entry.ts';
import type { ItemState } from '../../../engine/state/state.ts';
import type { Binding } from '../../binding.ts';
import { firstCursor, settle } from '../../cursor.ts';
import { grouped } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import { listBindings } from '../../list-bindings.ts';
import { goTo, openItem } from '../../navigate.ts';
import { openPrompt } from '../../open-prompt.ts';
import type { PromptSpec } from '../../prompt.ts';
import { itemSorts } from '../../ui.ts';
import { filterHint, parseFilter } from './item-filter.ts';

/** The list takes all but a title and the heads of its columns. */
export const itemsHeadRows = 2;

export function pickedId(hands: Hands): string | undefined {
  const { cursor, filter, sort } = hands.ui.get().items;
  const { keys } = hands.itemList({ filter, sort });
  return settle(cursor, keys, hands.space().rows - itemsHeadRows).key;
}

function picked(hands: Hands): ItemState | undefined {
  const id = pickedId(hands);
  return id === undefined ? undefined : itemOf(hands.session.store.getState(), id);
}

const nothing = (hands: Hands) =>
  pickedId(hands) === undefined ? 'no item is in the list' : undefined;

/** Acts on the item in focus, wherever that is: the list, or the one drilled into. */
export function itemActions(item: (hands: Hands) => ItemState | undefined): Binding[] {
  const id = (hands: Hands) => item(hands)?.id ?? '';
  const none = (hands: Hands) => (item(hands) ? undefined : 'no item is in focus');
  return [
    {
      action: 'retry',
      keys: ['r'],
      shown: 'r',
      label: 'retry',
      help: 'try an escalated or parked item again',
      refused: (hands) => none(hands) ?? cannotRetry(item(hands)),
      press: (hands) =>
        void hands.send({ type: 'retry', item: id(hands) }, triedWords(hands, id(hands))),
    },
    {
      action: 'skip',
      keys: ['s'],
      shown: 's',
      label: 'skip',
      help: 'hand the item to a person unmade',
      refused: (hands) => none(hands) ?? cannotSkip(item(hands)),
      press: (hands) =>
        void hands.send({ type: 'skip', item: id(hands) }, `${id(hands)} is skipped`),
    },
    {
      action: 'open',
      keys: ['o'],
      shown: 'o',
      label: 'open',
      help: 'its output, or else its folder, in $EDITOR or $PAGER',
      refused: none,
      press: (hands) => hands.openItemFile(id(hands)),
    },
    {
      action: 'copy',
      keys: ['c'],
      shown: 'c',
      label: 'copy',
      help: 'copy its id; C copies the path of its folder',
      refused: none,
      press: (hands) => hands.copy(id(hands), 'id'),
    },
    {
      action: 'copy-path',
      keys: ['C'],
      shown: 'C',
      label: 'copy path',
      help: 'copy the path of its folder',
      refused: none,
      press: (hands) => hands.copy(hands.pathOf(id(hands)), 'path'),
      quiet: true,
    },
  ];
}

/** Without an engine it is put on record, and the next run begins with it. */
function triedWords({ session }: Hands, id: string): string {
  const isRunning = session.getLink().type !== 'none';
  return isRunning ? `${id} is tried again` : `${id} is tried again by the next ai-factory run`;
}

function cannotRetry(item: ItemState | undefined): string | undefined {
  if (item?.status === 'escalated' || item?.status === 'parked') return undefined;
  return `it is ${item?.status ?? 'nowhere'}; only escalated and parked items are tried again`;
}

function cannotSkip(item: ItemState | undefined): string | undefined {
  const isSettled = item?.status === 'accepted' || item?.status === 'escalated';
  return isSettled ? `it is ${item.status} already` : undefined;
}

const history: string[] = [];

function filterPrompt(hands: Hands): PromptSpec {
  const before = hands.ui.get().items;
  return {
    prefix: '/',
    hint: filterHint,
    history,
    remark(text) {
      const { faults } = parseFilter(text);
      const { sort } = hands.ui.get().items;
      const count = hands.itemList({ filter: text, sort }).keys.length;
      return faults.length > 0 ? `not a filter: ${faults.join(' ')}` : `${grouped(count)} items`;
    },
    onChange: (text) => setFilter(hands, text),
    submit: (text) => setFilter(hands, text),
    onCancel: () => hands.ui.set((ui) => ({ ...ui, items: before })),
  };
}

export function setFilter(hands: Hands, filter: string): void {
  hands.ui.set((ui) => ({ ...ui, items: { ...ui.items, filter } }));
}

export const itemsBindings: readonly Binding[] = [
  {
    action: 'drill-in',
    keys: ['enter', 'right', 'l'],
    shown: 'enter',
    label: 'drill in',
    help: 'report card, transcript, changes, output and cost of the item',
    refused: nothing,
    press: (hands) => openItem(hands, pickedId(hands) ?? ''),
  },
  {
    action: 'filter',
    keys: ['/'],
    shown: '/',
    label: 'filter',
    help: `filter the list: ${filterHint}`,
    press: (hands) => openPrompt(hands, filterPrompt(hands), hands.ui.get().items.filter),
  },
  {
    action: 'sort',
    keys: ['S'],
    shown: 'S',
    label: (hands) => `sort: ${hands.ui.get().items.sort}`,
    help: `the next order: ${itemSorts.join(', ')}`,
    press: (hands) =>
      hands.ui.set((ui) => {
        const next = (itemSorts.indexOf(ui.items.sort) + 1) % itemSorts.length;
        return { ...ui, items: { ...ui.items, sort: itemSorts[next] ?? 'catalogue' } };
      }),
  },
  ...itemActions(picked),
  {
    action: 'back',
    keys: ['esc'],
    shown: 'esc',
    label: 'back',
    help: 'take the filter away, else go back to the floor',
    press(hands) {
      if (hands.ui.get().items.filter === '') goTo(hands, 'floor');
      else
        hands.ui.set((ui) => ({ ...ui, items: { ...ui.items, filter: '', cursor: firstCursor } }));
    },
    quiet: true,
  },
  ...listBindings({
    cursor: (ui) => ui.items.cursor,
    withCursor: (ui, cursor) => ({ ...ui, items: { ...ui.items, cursor } }),
    keys: (hands) => hands.itemList(hands.ui.get().items).keys,
    rows: (hands) => hands.space().rows - itemsHeadRows,
  }),
];
