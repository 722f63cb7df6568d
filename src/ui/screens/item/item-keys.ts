import { itemOf } from '../../../engine/state/item-entry.ts';
import type { Binding } from '../../binding.ts';
import type { Hands } from '../../hands.ts';
import { type ItemTab, itemTabs, type Ui } from '../../ui.ts';
import { itemActions } from '../items/items-keys.ts';
import { itemHeadRows } from './item-rows.ts';
import { viewOf } from './item-view.ts';
import { cardBindings, changesBindings } from './jump-keys.ts';
import { outputBindings } from './output-keys.ts';
import { transcriptBindings } from './transcript-keys.ts';

function openTab(hands: Hands, by: 1 | -1): void {
  hands.ui.set((ui) => {
    if (!ui.item) return ui;
    const at = itemTabs.indexOf(ui.item.tab) + by + itemTabs.length;
    return { ...ui, item: { ...ui.item, tab: itemTabs[at % itemTabs.length] ?? 'card' } };
  });
}

const goBack = (hands: Hands) => hands.ui.set((ui) => ({ ...ui, item: undefined }));

const frameBindings: readonly Binding[] = [
  {
    action: 'next-tab',
    keys: ['tab'],
    shown: 'tab',
    label: 'next tab',
    help: `the next tab: ${itemTabs.join(', ')}`,
    press: (hands) => openTab(hands, 1),
  },
  {
    action: 'previous-tab',
    keys: ['shift-tab'],
    shown: 'shift-tab',
    label: 'tab before',
    help: 'the tab before',
    press: (hands) => openTab(hands, -1),
    quiet: true,
  },
  {
    action: 'back',
    keys: ['esc'],
    shown: 'esc',
    label: 'back',
    help: 'go back to where you came from',
    press: goBack,
  },
  ...itemActions((hands) => {
    const id = hands.ui.get().item?.id;
    return id === undefined ? undefined : itemOf(hands.session.store.getState(), id);
  }),
];

const scroll = (step: (rows: number) => number) => (hands: Hands) => {
  const view = viewOf(hands);
  const tab = hands.ui.get().item?.tab;
  if (!view || !tab) return;
  const rows = hands.space().rows - itemHeadRows;
  const most = Math.max(0, view.lengths[tab] - rows);
  view.tops[tab] = Math.max(0, Math.min(most, Math.min(most, view.tops[tab]) + step(rows)));
  view.touch();
};

/** The keys of a tab that is one long page. */
const scrollBindings: readonly Binding[] = (
  [
    ['down', ['j', 'down'], 'further down', () => 1],
    ['up', ['k', 'up'], 'further up', () => -1],
    ['page-down', ['pgdn', 'ctrl-d', ' '], 'a page further', (rows) => rows - 1],
    ['page-up', ['pgup', 'ctrl-u'], 'a page back', (rows) => 1 - rows],
    ['first', ['g', 'home'], 'to the beginning', () => Number.NEGATIVE_INFINITY],
    ['last', ['G', 'end'], 'to the end', () => Number.POSITIVE_INFINITY],
  ] as const satisfies readonly (readonly [
    string,
    readonly string[],
    string,
    (rows: number) => number,
  ])[]
).map(
  ([action, keys, help, step]): Binding => ({
    action,
    keys,
    shown: keys[0],
    label: action,
    help,
    press: scroll(step),
    quiet: true,
  }),
);

const ofTab: Record<ItemTab, readonly Binding[]> = {
  card: [...cardBindings, ...scrollBindings],
  transcript: transcriptBindings,
  changes: [...changesBindings, ...scrollBindings],
  output: [...outputBindings, ...scrollBindings],
  cost: scrollBindings,
};

/** The keys of the tab that is open, then those of every tab. */
export function itemBindings(ui: Ui): readonly Binding[] {
  return [...ofTab[ui.item?.tab ?? 'card'], ...frameBindings];
}
