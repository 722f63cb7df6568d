import type { ContentPaths } from '../engine/files/paths.ts';
import type { Figures, News } from '../engine/host/wire.ts';
import { loadState } from '../engine/journal/checkpoint.ts';
import type { Event } from '../engine/journal/events.ts';
import { readJournal } from '../engine/journal/journal-files.ts';
import type { Store } from '../engine/journal/store.ts';
import type { CatalogueItem } from '../engine/product.ts';
import { emptyState } from '../engine/state/fold.ts';
import { errorMessage, UserError } from '../engine/user-error.ts';
import { createEventWindow, eventsKept } from './event-window.ts';
import { readJournalTail } from './journal-tail.ts';
import { createMirror } from './mirror.ts';
import { readState } from './read-state.ts';

/** What one process knows of a content directory, kept up from its files and from an engine's news. */
export interface Follower {
  store: Store;
  getCatalogue(): readonly CatalogueItem[];
  getEvents(): readonly Event[];
  /** Whether items and history are there, not figures alone. */
  isLoaded(): boolean;
  hear(news: News): void;
  /** Reads what is missing from disk. What keeps it from that is told to `onTrouble`. */
  catchUp(): Promise<void>;
  /** Reads everything from disk, to stay as it is: no engine works here. Gives its trouble too. */
  loadFromDisk(): Promise<string | undefined>;
  /** Tells listeners that something beside the state has changed. */
  touch(): void;
}

export interface FollowerOptions {
  paths: ContentPaths;
  loadCatalogue(): Promise<readonly CatalogueItem[]>;
  /** The files do not give what the engine tells of, in words: everything has to be read anew. */
  onTrouble(reason: string): void;
}

/** Events that may wait while the journal is read; more are read from it once again. */
const mostWaiting = 20_000;
/** So often the journal is read for what is missing in it before that counts as damage. */
const mostRounds = 10;

export function createFollower({ paths, loadCatalogue, onTrouble }: FollowerOptions): Follower {
  const mirror = createMirror();
  const events = createEventWindow();
  let catalogue: readonly CatalogueItem[] = [];
  let loaded: 'no' | 'followed' | 'at rest' = 'no';
  let reading: Promise<void> | undefined;
  let waiting: Event[] = [];
  const seq = () => mirror.store.getState().seq;
  const apply = (event: Event) => {
    if (event.seq !== seq() + 1) return;
    mirror.apply(event);
    events.add(event);
  };
  const load = async () => {
    // A catalogue in the middle of an edit is no reason to see nothing of the run.
    const items = await loadCatalogue().catch(() => undefined);
    const { state } = await loadState(paths);
    const tail = await readJournalTail(paths.journal, eventsKept);
    catalogue = items ?? [...state.items.values()].map(({ id, title }) => ({ id, title }));
    events.fill(tail.filter((event) => event.seq <= state.seq));
    mirror.replace(state);
    loaded = 'followed';
  };
  /** An event is in the journal before anybody hears of it: what is there joins what waits. */
  const read = async () => {
    if (loaded !== 'followed') await load();
    for (let rounds = 0; rounds === 0 || waiting.length > 0; rounds += 1) {
      if (rounds === mostRounds) throw new UserError('the journal does not hold what was told');
      for (const event of (await readJournal(paths.journal, seq())).events) apply(event);
      for (const event of waiting) apply(event);
      waiting = waiting.filter((event) => event.seq > seq());
    }
  };
  const catchUp = () => {
    reading ??= trouble(read).then((reason) => {
      reading = undefined;
      if (reason === undefined) return;
      loaded = 'no';
      onTrouble(reason);
    });
    return reading;
  };
  const take = (event: Event) => {
    const isNext = event.seq === seq() + 1;
    if (loaded === 'followed' && reading === undefined && isNext) return apply(event);
    if (loaded === 'followed' && event.seq <= seq()) return;
    if (waiting.length >= mostWaiting) waiting = [];
    waiting.push(event);
    if (loaded === 'followed') void catchUp();
  };
  const takeFigures = (figures: Figures) => {
    if (loaded !== 'followed') mirror.replace({ ...emptyState(), ...figures });
  };
  return {
    store: mirror.store,
    getCatalogue: () => catalogue,
    getEvents: events.view,
    isLoaded: () => loaded === 'followed',
    touch: mirror.touch,
    hear(news) {
      switch (news.type) {
        case 'hello':
          // Behind us: the directory has begun anew, or what we show was made for standing still.
          if (loaded === 'at rest' || news.seq < seq()) loaded = 'no';
          takeFigures(news.figures);
          return;
        case 'figures':
          takeFigures(news.figures);
          return;
        case 'event':
          take(news.event);
          return;
        case 'ticks':
          mirror.tick(news.workers);
          return;
        case 'lagged':
          if (loaded === 'followed') void catchUp();
          return;
        case 'refused':
        case 'ack':
          return;
        default:
          news satisfies never;
      }
    },
    catchUp,
    async loadFromDisk() {
      await reading;
      return trouble(async () => {
        if (loaded === 'no') await load();
        mirror.replace(await readState(paths, catalogue));
        const tail = await readJournalTail(paths.journal, eventsKept);
        events.fill(tail);
        loaded = 'at rest';
      });
    },
  };
}

/** A damaged file or a disk that refuses is told, not thrown: it belongs on the screen. */
async function trouble(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return errorMessage(error);
  }
}
