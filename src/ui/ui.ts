import type { ApprovalStage } from '../engine/state/state.ts';
import { type Cursor, firstCursor } from './cursor.ts';
import type { Line, Tone } from './line.ts';
import type { Prompt } from './prompt.ts';

export const screenNames = ['floor', 'items', 'failures', 'approvals', 'money', 'log'] as const;
export type ScreenName = (typeof screenNames)[number];

export const itemTabs = ['card', 'transcript', 'changes', 'output', 'cost'] as const;
export type ItemTab = (typeof itemTabs)[number];

export const itemSorts = ['catalogue', 'recent', 'cost', 'repairs', 'state'] as const;
export type ItemSort = (typeof itemSorts)[number];

/** The item drilled into, above its screen. */
export interface ItemUi {
  id: string;
  tab: ItemTab;
}

/** A question that has to be answered before anything else; the first answer changes nothing. */
export interface Question {
  title: string;
  /** Lines under the title. */
  about: readonly Line[];
  answers: readonly Answer[];
  choice: number;
  /** What ctrl-c means here; nothing when it is left out. */
  urgent?: number;
}

export interface Answer {
  label: string;
  detail: string;
  run(): void;
}

/** A question to which one key alone says yes; enter never does. */
export interface Confirm {
  title: string;
  /** Lines under the title and the keys. */
  about: readonly Line[];
  key: string;
  /** What the key does, in two words or three. */
  label: string;
  run(): void;
}

/** An approval that was marked: as it stood then, and since when, epoch ms. */
export interface Mark {
  digest: string;
  state: ApprovalStage;
  atMs: number;
}

/** A word about what a key came to; gone after some seconds. */
export interface Toast {
  text: string;
  tone: Tone;
}

/** What lies over the screen and takes its keys. */
export type Overlay =
  | { type: 'help'; top: number }
  | { type: 'question'; question: Question }
  | { type: 'confirm'; confirm: Confirm; sinceMs: number }
  | { type: 'prompt'; prompt: Prompt };

/** The console's own state, apart from the factory's: what is looked at, and how. */
export interface Ui {
  screen: ScreenName;
  item: ItemUi | undefined;
  overlay: Overlay | undefined;
  toast: Toast | undefined;
  /** How the operator has asked the run to stop, once they have. */
  stopping: 'no' | 'finish' | 'now';
  floor: { cursor: Cursor };
  items: { cursor: Cursor; filter: string; sort: ItemSort };
  failures: { cursor: Cursor };
  approvals: {
    cursor: Cursor;
    /** Which one has been in focus, and since when: no decision on what nobody could read yet. */
    focus: string;
    focusMs: number;
    top: number;
    /** Those that the next decision is about, by id; without any it is the one in focus. */
    marks: ReadonlyMap<string, Mark>;
  };
  money: { top: number };
  log: { cursor: Cursor; filter: string; follows: boolean };
}

/** A console that nobody has touched, on the screen it starts with. */
export function firstUi(screen: ScreenName = 'floor'): Ui {
  return {
    screen,
    item: undefined,
    overlay: undefined,
    toast: undefined,
    stopping: 'no',
    floor: { cursor: firstCursor },
    items: { cursor: firstCursor, filter: '', sort: 'catalogue' },
    failures: { cursor: firstCursor },
    approvals: { cursor: firstCursor, focus: '', focusMs: 0, top: 0, marks: new Map() },
    money: { top: 0 },
    log: { cursor: firstCursor, filter: '', follows: true },
  };
}
