import type { Event } from '../../../engine/journal/events.ts';
import { eventWords } from '../../event-words.ts';

export type EventTest = (event: Event) => boolean;

/** What the filter of the log may consist of. */
export const logFilterHint = 'text, kind:call, kind:approval, item:two-sum, ! inverts';

/** The filter that was typed: parts between spaces, all of which have to hold. */
export function parseLogFilter(typed: string): EventTest {
  const tests = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '' && part !== '!')
    .map((part): EventTest => {
      if (!part.startsWith('!')) return testOf(part);
      const test = testOf(part.slice(1));
      return (event) => !test(event);
    });
  return (event) => tests.every((test) => test(event));
}

function testOf(part: string): EventTest {
  if (part.startsWith('kind:')) return ({ type }) => type.startsWith(part.slice(5));
  if (part.startsWith('item:'))
    return (event) => itemIn(event).toLowerCase().includes(part.slice(5));
  return (event) => textOf(event).includes(part);
}

const texts = new WeakMap<Event, string>();

/** What is searched in an event. Making it costs more than searching it, and events never change. */
function textOf(event: Event): string {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = `${event.type} ${itemIn(event)} ${idIn(event)} ${eventWords(event)}`.toLowerCase();
  texts.set(event, text);
  return text;
}

/** The approval an event is about: searched for, so that all that came of one can be seen together. */
function idIn(event: Event): string {
  return 'id' in event ? event.id : '';
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
    const shown = filter === '' ? events : events.filter(parseLogFilter(filter));
    kept = { events, filter, shown };
    return shown;
  };
}
