import { openItemReader, type PlayingProduct } from '../client/item/item-reader.ts';
import type { Session } from '../client/session.ts';
import type { Command } from '../engine/commands/command.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import type { Product } from '../engine/product.ts';
import type { Route } from '../engine/routing.ts';
import type { FrameSource } from './frame-source.ts';
import type { Hands } from './hands.ts';
import { bindingsUnder } from './keymap.ts';
import { planScreen } from './layout.ts';
import { pressKey } from './press.ts';
import { createItemList } from './screens/items/item-list.ts';
import type { Toast } from './ui.ts';
import type { UiStore } from './ui-store.ts';

/** What a console is put together from. */
export interface ConsoleParts {
  ui: UiStore;
  session: Session;
  source: FrameSource;
  /** Loaded when it is first needed: the first frame does without. */
  product: () => Promise<PlayingProduct & Pick<Product, 'routes'>>;
  paths: ContentPaths;
  limits: Hands['limits'];
  /** In place of the product's own routes. */
  routes: readonly Route[] | undefined;
  ownKeys: Hands['ownKeys'];
  canDetach: boolean;
  /** Recorded by the engine with every command. */
  operator: string;
  now(): number;
  size(): { columns: number; rows: number };
  copy(text: string): void;
  openItemFile(item: string): Promise<string | undefined>;
  leave(): void;
}

const shortMs = 2_000;
const refusedMs = 4_000;

/** Everything that keys can act with, over one session. */
export function handsOver(parts: ConsoleParts): Hands {
  const { ui, session, source, paths, now } = parts;
  const say = createToaster(ui);
  const titles = createTitles(session);
  const tell = (command: Command) => session.send(command, parts.operator).catch(broken);
  const send = async (command: Command, done: string): Promise<boolean> => {
    const ack = await tell(command);
    if (ack.ok) say(done);
    else say(`refused: ${ack.reason}`, 'bad');
    return ack.ok;
  };
  const hands: Hands = {
    ui,
    session,
    frame: source.getFrame,
    now,
    space() {
      const { columns, rows } = parts.size();
      return { columns, rows: planScreen({ columns, rows }).bodyRows };
    },
    say,
    send,
    tell,
    itemList: createItemList(session, now),
    titleOf: (item) => titles().get(item) ?? '',
    pathOf: (item) => paths.item(item).root,
    readItem: (item, onChange) => openItemReader({ item, paths, product: parts.product, onChange }),
    limits: parts.limits,
    routes: createRoutes(parts),
    wantedWorkers: createCounter(session, now),
    press: (key) => pressKey(hands, key),
    copy(text, what) {
      parts.copy(text);
      say(`${what} copied, if your terminal allows it: ${text}`);
    },
    openItemFile(item) {
      void parts.openItemFile(item).then((wrong) => {
        if (wrong !== undefined) say(wrong, 'bad');
      });
    },
    helpLength: () => bindingsUnder(hands).length,
    ownKeys: parts.ownKeys,
    canDetach: parts.canDetach,
    leave: parts.leave,
  };
  return hands;
}

/** One toast at a time: a refusal stays four seconds, anything else two. */
function createToaster(ui: UiStore): Hands['say'] {
  let timer: NodeJS.Timeout | undefined;
  return (text, tone = 'quiet') => {
    const toast: Toast = { text, tone };
    ui.set((before) => ({ ...before, toast }));
    clearTimeout(timer);
    timer = setTimeout(
      () => ui.set((before) => (before.toast === toast ? { ...before, toast: undefined } : before)),
      tone === 'bad' || tone === 'warn' ? refusedMs : shortMs,
    );
    timer.unref();
  };
}

/** The routes of the content directory, or those of its product once that is loaded. */
function createRoutes({ routes, product, ui }: ConsoleParts): () => readonly Route[] {
  let known = routes;
  let isLoading = false;
  return () => {
    if (known || isLoading) return known ?? [];
    isLoading = true;
    void product().then((loaded) => {
      known = loaded.routes;
      ui.set((before) => ({ ...before }));
    });
    return [];
  };
}

function createTitles(session: Session): () => ReadonlyMap<string, string> {
  let made: { of: unknown; titles: Map<string, string> } | undefined;
  return () => {
    const catalogue = session.getCatalogue();
    if (made?.of !== catalogue) {
      made = { of: catalogue, titles: new Map(catalogue.map(({ id, title }) => [id, title])) };
    }
    return made.titles;
  };
}

/** Presses within a second of one another count from each other: the engine's answer may be under way. */
function createCounter(session: Session, now: () => number): Hands['wantedWorkers'] {
  let last: { workers: number; atMs: number } | undefined;
  return (step) => {
    const atMs = now();
    const isFast = last !== undefined && atMs - last.atMs < 1_000;
    const from = isFast && last ? last.workers : session.store.getState().run.workers;
    last = { workers: Math.max(1, Math.min(1_000, from + step)), atMs };
    return last.workers;
  };
}

function broken(error: unknown) {
  return { ok: false as const, reason: error instanceof Error ? error.message : String(error) };
}
