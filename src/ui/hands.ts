import type { ItemReader } from '../client/item/item-reader.ts';
import type { Session } from '../client/session.ts';
import type { Ack, Command } from '../engine/commands/command.ts';
import type { Route } from '../engine/routing.ts';
import type { Frame } from './frame.ts';
import type { LoopLimits } from './loop-limits.ts';
import type { ItemList } from './screens/items/item-list.ts';
import type { ItemSort, Toast } from './ui.ts';
import type { UiStore } from './ui-store.ts';

/** Everything that a key can act with. */
export interface Hands {
  ui: UiStore;
  session: Session;
  /** The frame on the screen. */
  frame(): Frame;
  /** Wall clock, epoch ms. */
  now(): number;
  /** Rows and columns between header and footer. */
  space(): { columns: number; rows: number };
  say(text: string, tone?: Toast['tone']): void;
  /** Sends a command and says what came of it; resolves to whether it was taken. */
  send(command: Command, done: string): Promise<boolean>;
  /** Sends a command, and says nothing of what came of it. */
  tell(command: Command): Promise<Ack>;
  /** The items of the catalogue, filtered and in order. */
  itemList(query: { filter: string; sort: ItemSort }): ItemList;
  titleOf(item: string): string;
  /** The folder of an item. */
  pathOf(item: string): string;
  /** Reads what lies on disk about an item; `onChange` when its transcript has grown. */
  readItem(item: string, onChange: () => void): ItemReader;
  /** What turns and repairs are counted against. */
  limits: LoopLimits;
  /** The routes, for what they expect; none until they are loaded. */
  routes(): readonly Route[];
  /** How many workers there would be after one key more; keys that outrun the engine add up. */
  wantedWorkers(step: 1 | -1): number;
  /** As if the operator had pressed it. */
  press(key: string): void;
  /** Puts text on the operator's clipboard, as far as their terminal allows. */
  copy(text: string, what: string): void;
  /** Shows an item's output, or else its folder, in the operator's editor or pager; the console steps aside meanwhile. */
  openItemFile(item: string): void;
  /** How many keys the help of the moment lists. */
  helpLength(): number;
  /** Keys that the operator prefers, by the action they stand for. */
  ownKeys: Readonly<Record<string, string>>;
  /** Whether the batch can go on without this console. */
  canDetach: boolean;
  /** Takes the console away; the batch goes on unless it was told to stop. */
  leave(): void;
}
