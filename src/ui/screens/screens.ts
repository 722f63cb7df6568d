import type { Screen } from '../screen.ts';
import type { ScreenName, Ui } from '../ui.ts';
import { approvalsScreen } from './approvals/approvals.tsx';
import { failuresScreen } from './failures/failures.tsx';
import { floorScreen } from './floor/floor.tsx';
import { itemScreen } from './item/item.tsx';
import { itemsScreen } from './items/items.tsx';
import { logScreen } from './log/log.tsx';
import { moneyScreen } from './money/money.tsx';

export const screens: Record<ScreenName, Screen> = {
  floor: floorScreen,
  items: itemsScreen,
  failures: failuresScreen,
  approvals: approvalsScreen,
  money: moneyScreen,
  log: logScreen,
};

/** What is on the screen: the item drilled into, else one of the six. */
export function screenOf(ui: Ui): Screen {
  return ui.item === undefined ? screens[ui.screen] : itemScreen;
}
