import type { Event } from '../engine/journal/events.ts';

/** How many of the latest events a console keeps. */
export const eventsKept = 5_000;

/** The latest events, oldest first. */
export interface EventWindow {
  add(event: Event): void;
  fill(events: readonly Event[]): void;
  /** The same list until an event comes; it is never changed. */
  view(): readonly Event[];
}

export function createEventWindow(): EventWindow {
  let events: Event[] = [];
  let view: readonly Event[] | undefined = [];
  return {
    add(event) {
      events.push(event);
      // Seldom, so that most events cost no copy.
      if (events.length >= 2 * eventsKept) events = events.slice(-eventsKept);
      view = undefined;
    },
    fill(all) {
      events = all.slice(-eventsKept);
      view = undefined;
    },
    view() {
      view ??= events.slice(-eventsKept);
      return view;
    },
  };
}
