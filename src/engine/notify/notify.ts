import type { Clock } from '../../models/clock.ts';
import type { Store } from '../journal/store.ts';
import { type Summary, summarise } from '../state/summary.ts';
import { type Notice, noticeOf } from './notice-of.ts';

/** Some notices in one message. `more` is how many are not in `lines`. */
export interface Message {
  kind: Notice['kind'];
  title: string;
  lines: string[];
  more: number;
  summary: Summary;
}

/** Brings a message to a person; rejects with why it could not. */
export type Deliver = (message: Message) => Promise<void>;

export interface Notifier {
  /** For what no event says: that the engine itself broke. */
  tell(notice: Notice): void;
  /** Stops listening; settles once what is being delivered is. */
  close(): Promise<void>;
}

const mostLines = 10;

/**
 * Tells a person when they are needed and when the run ends: the first time at once, then what has
 * gathered, at most every `everyMs`; the end of a run waits for nothing. No delivery delays the engine.
 */
export function notifyPerson(options: {
  store: Store;
  clock: Clock;
  everyMs: number;
  deliver: Deliver;
  onFailed(reason: unknown): void;
}): Notifier {
  const { store, clock, everyMs, deliver, onFailed } = options;
  const closing = new AbortController();
  let gathered: Notice[] = [];
  let isQuiet = false;
  let delivering: Promise<void> = Promise.resolve();
  const flush = () => {
    if (gathered.length === 0) return;
    const message = messageOf(gathered, summarise(store.getState(), clock.now()));
    gathered = [];
    delivering = delivering.then(() => deliver(message)).catch(onFailed);
  };
  const keepQuiet = async () => {
    isQuiet = true;
    await clock.sleep(everyMs, closing.signal);
    isQuiet = false;
    if (!closing.signal.aborted) next();
  };
  const next = () => {
    if (isQuiet || gathered.length === 0) return;
    flush();
    void keepQuiet();
  };
  const tell = (notice: Notice) => {
    gathered.push(notice);
    if (notice.kind === 'run-ended') flush();
    else next();
  };
  const stop = store.subscribe((event) => {
    const notice = event && noticeOf(event, store.getState());
    if (notice) tell(notice);
  });
  return {
    tell,
    async close() {
      stop();
      closing.abort();
      await delivering;
    },
  };
}

/** The end of a run goes first: it is what a person wants to know. */
function messageOf(notices: readonly Notice[], summary: Summary): Message {
  const end = notices.find(({ kind }) => kind === 'run-ended');
  const others = notices.filter((notice) => notice !== end).map(({ text }) => text);
  const [only = ''] = others;
  const title = end?.text ?? (others.length === 1 ? only : `${others.length} things need you`);
  const lines = title === only ? [] : others.slice(0, mostLines);
  return {
    kind: end?.kind ?? 'person-needed',
    title,
    lines,
    more: title === only ? 0 : others.length - lines.length,
    summary,
  };
}
