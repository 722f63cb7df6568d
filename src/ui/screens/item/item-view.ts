import type { AttemptChanges } from '../../../client/item/changes.ts';
import type { ItemOutput } from '../../../client/item/item-output.ts';
import type { ItemReader } from '../../../client/item/item-reader.ts';
import { createLayouts, type Layouts } from '../../../client/item/layouts.ts';
import type { AttemptCard } from '../../../client/item/report-cards.ts';
import type { Match } from '../../../client/item/transcript-search.ts';
import type { ViewPosition } from '../../../client/item/transcript-view.ts';
import { errorMessage } from '../../../engine/user-error.ts';
import type { Hands } from '../../hands.ts';
import type { ItemTab } from '../../ui.ts';

/** What has been read of the item that is open, and where each of its tabs stands. */
export interface ItemView {
  id: string;
  reader: ItemReader;
  layouts: Layouts;
  /** Undefined while it is read for the first time. */
  cards: AttemptCard[] | undefined;
  changes: AttemptChanges[] | undefined;
  output: ItemOutput | undefined;
  /** Why the last reading failed, if it did. */
  fault: string | undefined;
  /** First row shown, of the tabs that only scroll. */
  tops: Record<ItemTab, number>;
  transcript: {
    cursor: ViewPosition;
    top: ViewPosition;
    toggled: ReadonlySet<string>;
    follows: boolean;
    query: string;
    match: Match | undefined;
    searching: AbortController | undefined;
  };
  play: { chapter: number; step: number; variant: number };
  /** Something in it has changed: the screen is drawn again. */
  touch(): void;
  close(): void;
}

const restMs = 500;
const start: ViewPosition = { row: 0, line: 0 };
const views = new WeakMap<Hands, ItemView>();

/** The view of the item drilled into; another one is opened when that is another item. */
export function viewOf(hands: Hands): ItemView | undefined {
  const id = hands.ui.get().item?.id;
  const open = views.get(hands);
  if (id === undefined || open?.id === id) return id === undefined ? undefined : open;
  open?.close();
  const view = openView(hands, id);
  views.set(hands, view);
  return view;
}

function openView(hands: Hands, id: string): ItemView {
  const closing = new AbortController();
  const touch = () => {
    if (!closing.signal.aborted) hands.ui.set((ui) => ({ ...ui }));
  };
  const reader = hands.readItem(id, touch);
  const view: ItemView = {
    id,
    reader,
    layouts: createLayouts(reader.transcript.read, touch),
    cards: undefined,
    changes: undefined,
    output: undefined,
    fault: undefined,
    tops: { card: 0, transcript: 0, changes: 0, output: 0, cost: 0 },
    transcript: {
      cursor: start,
      top: start,
      toggled: new Set(),
      follows: true,
      query: '',
      match: undefined,
      searching: undefined,
    },
    play: { chapter: 0, step: 0, variant: 0 },
    touch,
    close() {
      closing.abort();
      view.transcript.searching?.abort();
      stopWatching();
      stopLooking();
      clearTimeout(timer);
      views.delete(hands);
    },
  };
  let timer: NodeJS.Timeout | undefined;
  let isStale = false;
  const read = () => {
    isStale = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isStale) read();
    }, restMs);
    void readAll(view, closing.signal).then(touch);
  };
  const changed = () => {
    isStale = true;
    if (timer === undefined) read();
  };
  const stopWatching = hands.session.store.subscribe((event) => {
    if (event !== undefined && 'item' in event && event.item === id) changed();
  });
  // Gone back, or on to another item: nothing is read any more.
  const stopLooking = hands.ui.subscribe(() => {
    if (hands.ui.get().item?.id !== id) view.close();
  });
  read();
  return view;
}

async function readAll(view: ItemView, signal: AbortSignal): Promise<void> {
  const { reader } = view;
  try {
    await reader.transcript.refresh(signal);
    view.cards = await reader.reportCards(signal);
    view.output = await reader.output(signal);
    view.changes = await reader.changes(signal);
    view.fault = undefined;
  } catch (error) {
    if (!signal.aborted) view.fault = errorMessage(error);
  }
}
