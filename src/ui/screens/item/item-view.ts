import type { AttemptChanges } from '../../../client/item/changes.ts';
import type { TurnCost } from '../../../client/item/item-cost.ts';
import type { ItemOutput } from '../../../client/item/item-output.ts';
import type { ItemReader } from '../../../client/item/item-reader.ts';
import { createLayouts, type Layouts } from '../../../client/item/layouts.ts';
import type { AttemptCard } from '../../../client/item/report-cards.ts';
import type { Match } from '../../../client/item/transcript-search.ts';
import type { ViewPosition } from '../../../client/item/transcript-view.ts';
import { errorMessage } from '../../../engine/user-error.ts';
import type { Hands } from '../../hands.ts';
import type { ItemTab } from '../../ui.ts';
import { keepReading } from './item-reading.ts';

/** What has been read of the item that is open, and where each of its tabs stands. */
export interface ItemView {
  id: string;
  reader: ItemReader;
  layouts: Layouts;
  /** Whether the transcript has been looked for. */
  isRead: boolean;
  /** Undefined while it is read for the first time. */
  cards: AttemptCard[] | undefined;
  changes: AttemptChanges[] | undefined;
  output: ItemOutput | undefined;
  judgements: TurnCost[];
  /** Why the last reading failed, if it did. */
  fault: string | undefined;
  /** First row shown, of the tabs that only scroll, and how many rows they had when they were drawn. */
  tops: Record<ItemTab, number>;
  lengths: Record<ItemTab, number>;
  /** How many attempts before the newest one the card is of. */
  cardsBack: number;
  transcript: {
    cursor: ViewPosition;
    top: ViewPosition;
    toggled: ReadonlySet<string>;
    follows: boolean;
    query: string;
    match: Match | undefined;
    searching: AbortController | undefined;
  };
  /** Called when a row that was asked for is laid out. */
  onLaid: (() => void) | undefined;
  play: { chapter: number; step: number; variant: number };
  /** Something in it has changed: the screen is drawn again. */
  touch(): void;
  close(): void;
}

const togetherMs = 40;
const whileReadingMs = 300;
const start: ViewPosition = { row: 0, line: 0 };
const noRows: Record<ItemTab, number> = { card: 0, transcript: 0, changes: 0, output: 0, cost: 0 };
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
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const touch = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isClosed) hands.ui.set((ui) => ({ ...ui }));
  };
  // A long transcript grows, and its rows are laid out, in hundreds of pieces: they are drawn together.
  // Until all is read, drawing must not take the time that reading needs.
  let isBegun = false;
  const soon = () => {
    if (isClosed) return;
    timer ??= setTimeout(touch, isBegun && !view.isRead ? whileReadingMs : togetherMs);
    isBegun = true;
  };
  const view: ItemView = firstView(id, hands.readItem(id, soon), { touch, soon });
  const stopReading = readWhileOpen(hands, view);
  view.close = () => {
    isClosed = true;
    clearTimeout(timer);
    view.transcript.searching?.abort();
    stopReading();
    if (views.get(hands) === view) views.delete(hands);
  };
  return view;
}

function firstView(
  id: string,
  reader: ItemReader,
  { touch, soon }: { touch: () => void; soon: () => void },
): ItemView {
  const view: ItemView = {
    id,
    reader,
    layouts: createLayouts(reader.transcript.read, () => {
      view.onLaid?.();
      soon();
    }),
    isRead: false,
    cards: undefined,
    changes: undefined,
    output: undefined,
    judgements: [],
    fault: undefined,
    tops: { ...noRows },
    lengths: { ...noRows },
    cardsBack: 0,
    transcript: {
      cursor: start,
      top: start,
      toggled: new Set(),
      follows: true,
      query: '',
      match: undefined,
      searching: undefined,
    },
    onLaid: undefined,
    play: { chapter: 0, step: 0, variant: 0 },
    touch,
    close() {},
  };
  return view;
}

/** Reads what the open tab shows, again at each event of the item, until another item or none is open. */
function readWhileOpen(hands: Hands, view: ItemView): () => void {
  const tabNow = () => hands.ui.get().item?.tab ?? 'card';
  let tab = tabNow();
  const reading = keepReading((signal) => {
    tab = tabNow();
    return readTab(view, tab, signal);
  });
  const stopWatching = hands.session.store.subscribe((event) => {
    if (
      event === undefined ? tab === 'transcript' && isWorkedOn(hands, view.id) : isOf(event, view)
    )
      reading.changed();
  });
  const stopLooking = hands.ui.subscribe(() => {
    if (hands.ui.get().item?.id !== view.id) view.close();
    else if (tabNow() !== tab) reading.turned();
  });
  return () => {
    stopWatching();
    stopLooking();
    reading.stop();
  };
}

function isOf(event: object, { id }: ItemView): boolean {
  return 'item' in event && event.item === id;
}

function isWorkedOn(hands: Hands, id: string): boolean {
  return [...hands.session.store.getState().workers.values()].some(({ item }) => item === id);
}

async function readTab(view: ItemView, tab: ItemTab, signal: AbortSignal): Promise<void> {
  const { reader } = view;
  try {
    await reader.transcript.refresh(signal);
    if (tab === 'card') view.cards = await reader.reportCards(signal);
    if (tab === 'output') view.output = await reader.output(signal);
    if (tab === 'cost') view.judgements = await reader.judgements(signal);
    if (tab === 'changes') view.changes = await reader.changes(signal);
    view.fault = undefined;
  } catch (error) {
    if (signal.aborted) return;
    view.fault = errorMessage(error);
  }
  // A transcript tells of its growth itself: on a quiet screen nothing is drawn again.
  if (tab === 'transcript' && view.isRead && view.fault === undefined) return;
  view.isRead = true;
  view.touch();
}
