import type { Hands } from './hands.ts';
import type { ItemTab, ScreenName } from './ui.ts';

/** Shows one of the six screens. */
export function goTo(hands: Hands, screen: ScreenName): void {
  hands.ui.set((ui) => ({ ...ui, screen, item: undefined, overlay: undefined }));
}

/** Drills into an item; going back leads to the screen that is open now. */
export function openItem(hands: Hands, id: string, tab: ItemTab = 'card'): void {
  hands.ui.set((ui) => ({ ...ui, item: { id, tab }, overlay: undefined }));
}

/** The items of one filter. */
export function showItems(hands: Hands, filter: string): void {
  hands.ui.set((ui) => ({
    ...ui,
    screen: 'items',
    item: undefined,
    items: { ...ui.items, filter, cursor: { key: undefined, index: 0, top: 0 } },
  }));
}
