import type { Event } from '../../../engine/journal/events.ts';
import type { Binding } from '../../binding.ts';
import { type Cursor, firstCursor, type Keys, move, settle } from '../../cursor.ts';
import { plural } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import { listBindings } from '../../list-bindings.ts';
import { goTo, openItem } from '../../navigate.ts';
import { openPrompt } from '../../open-prompt.ts';
import type { PromptSpec } from '../../prompt.ts';
import type { Ui } from '../../ui.ts';
import { createLogList, itemIn, logFilterHint } from './log-filter.ts';

/** The list takes all but its title. */
export const logHeadRows = 1;

const list = createLogList();

export function logEvents(hands: Hands): readonly Event[] {
  return list(hands.session.getEvents(), hands.ui.get().log.filter);
}

/** Rows by their sequence numbers, which only grow. */
export function logKeys(events: readonly Event[]): Keys {
  return {
    length: events.length,
    at: (index) => events[index]?.seq.toString(),
    indexOf(key) {
      const seq = Number(key);
      let low = 0;
      let high = events.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((events[middle]?.seq ?? 0) < seq) low = middle + 1;
        else high = middle;
      }
      return events[low]?.seq === seq ? low : -1;
    },
  };
}

/** Where the log stands: at its end while it follows, else with its event, however many old ones go. */
export function logCursor(hands: Hands, rows: number): Cursor {
  const keys = logKeys(logEvents(hands));
  const { cursor, follows } = hands.ui.get().log;
  if (follows) return move(cursor, 'last', { keys, rows });
  if (cursor.key === undefined) return settle(cursor, keys, rows);
  // An event that is held no longer was the oldest: what is the oldest now takes its place.
  const index = Math.max(0, keys.indexOf(cursor.key));
  const top = Math.max(0, cursor.top + index - cursor.index);
  return settle({ key: keys.at(index), index, top }, keys, rows);
}

export function pickedEvent(hands: Hands): Event | undefined {
  return logEvents(hands)[logCursor(hands, hands.space().rows - logHeadRows).index];
}

const history: string[] = [];

function filterPrompt(hands: Hands): PromptSpec {
  const before = hands.ui.get().log;
  const setFilter = (filter: string) =>
    hands.ui.set((ui) => ({
      ...ui,
      log: { ...ui.log, filter, cursor: firstCursor, follows: true },
    }));
  return {
    prefix: '/',
    hint: logFilterHint,
    history,
    remark: () => plural(logEvents(hands).length, 'event'),
    onChange: setFilter,
    submit: setFilter,
    onCancel: () => hands.ui.set((ui) => ({ ...ui, log: before })),
  };
}

/** It follows again as soon as the cursor is on the last row. */
function withCursor(ui: Ui, cursor: Cursor, length: number): Ui {
  return { ...ui, log: { ...ui.log, cursor, follows: cursor.index >= length - 1 } };
}

export const logBindings: readonly Binding[] = [
  {
    action: 'drill-in',
    keys: ['enter', 'right', 'l'],
    shown: 'enter',
    label: 'drill in',
    help: 'the item that the event is about',
    refused(hands) {
      const event = pickedEvent(hands);
      return event && itemIn(event) !== '' ? undefined : 'the event is about no item';
    },
    press(hands) {
      const event = pickedEvent(hands);
      if (event) openItem(hands, itemIn(event), 'transcript');
    },
  },
  {
    action: 'filter',
    keys: ['/'],
    shown: '/',
    label: 'filter',
    help: `filter the events: ${logFilterHint}`,
    press: (hands) => openPrompt(hands, filterPrompt(hands), hands.ui.get().log.filter),
  },
  {
    action: 'copy',
    keys: ['c'],
    shown: 'c',
    label: 'copy',
    help: 'copy the event as JSON',
    refused: (hands) => (pickedEvent(hands) ? undefined : 'there is no event'),
    press: (hands) => hands.copy(JSON.stringify(pickedEvent(hands)), 'event'),
  },
  {
    action: 'back',
    keys: ['esc'],
    shown: 'esc',
    label: 'back',
    help: 'take the filter away, else go back to the floor',
    press(hands) {
      if (hands.ui.get().log.filter === '') goTo(hands, 'floor');
      else hands.ui.set((ui) => ({ ...ui, log: { ...ui.log, filter: '' } }));
    },
    quiet: true,
  },
  ...followingList(),
];

function followingList(): Binding[] {
  return listBindings({
    // From where it is shown, which while it follows is not where the cursor was left.
    cursor: (ui) => ui.log.cursor,
    withCursor: (ui, cursor) => ({ ...ui, log: { ...ui.log, cursor } }),
    keys: (hands) => logKeys(logEvents(hands)),
    rows: (hands) => hands.space().rows - logHeadRows,
  }).map((binding) => ({
    ...binding,
    press(hands, key) {
      const shown = logCursor(hands, hands.space().rows - logHeadRows);
      hands.ui.set((ui) => ({ ...ui, log: { ...ui.log, cursor: shown } }));
      binding.press(hands, key);
      const { length } = logEvents(hands);
      hands.ui.set((ui) => withCursor(ui, ui.log.cursor, length));
    },
  }));
}
