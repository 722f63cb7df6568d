import type { Event } from '../../../engine/events.ts';
import { eventWords } from '../../event-words.ts';

export type EventTest = (event: Event, words: string) => boolean;

/** What the filter of the log may consist of. */
export const logFilterHint = 'text, kind:call, item:two-sum, ! inverts';

/** The filter that was typed: parts between spaces, all of which have to hold. */
export function parseLogFilter(typed: string): EventTest {
  const tests = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '' && part !== '!')
    .map((part): EventTest => {
      if (!part.startsWith('!')) return testOf(part);
      const test = testOf(part.slice(1));
      return (event, words) => !test(event, words);
    });
  return (event, words) => tests.every((test) => test(event, words));
}

function testOf(part: string): EventTest {
  if (part.startsWith('kind:')) return ({ type }) => type.startsWith(part.slice(5));
  if (part.startsWith('item:'))
    return (event) => itemIn(event).toLowerCase().includes(part.slice(5));
  return (_, words) => words.includes(part);
}

/** The item an event is about, or nothing. */
export function itemIn(event: Event): string {
  return 'item' in event ? (event.item ?? '') : '';
}

/** The events that pass, kept while neither they nor the filter change. */
export function createLogList() {
  let kept: { events: readonly Event[]; filter: string; shown: readonly Event[] } | undefined;
  return (events: readonly Event[], filter: string): readonly Event[] => {
    if (kept?.events === events && kept.filter === filter) return kept.shown;
    const test = parseLogFilter(filter);
    const shown =
      filter === ''
        ? events
        : events.filter((event) =>
            test(event, `${event.type} ${itemIn(event)} ${eventWords(event)}`.toLowerCase()),
          );
    kept = { events, filter, shown };
    return shown;
  };
}
