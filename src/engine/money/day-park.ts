import { type Clock, sleepUntil } from '../../models/clock.ts';
import type { EventBody } from '../journal/events.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { Renewal } from './caps.ts';

/** What a park needs: the run's day, a clock and a way to wait, and where facts go on record. */
export interface DayParkOptions {
  clock: Clock;
  dayOf(atMs: number): CalendarDay;
  record(body: EventBody): void;
}

/**
 * Calls wait here for the next day, when today's dollars are used up. On record while any does, with
 * the moment at which they go on.
 */
export function createDayPark({ clock, dayOf, record }: DayParkOptions): Renewal {
  let waiting = 0;
  let watched: { untilMs: number; over: AbortController } | undefined;
  return {
    begin() {
      waiting += 1;
    },
    wait(wake) {
      const { endMs: untilMs } = dayOf(clock.now());
      if (untilMs === watched?.untilMs) return;
      record({ type: 'day.waiting', untilMs });
      watched?.over.abort();
      const over = new AbortController();
      watched = { untilMs, over };
      void sleepUntil(untilMs, over.signal, clock).then((isOver) => {
        if (!isOver) return;
        // Who still has to wait, the clock having been set back, is waited for anew.
        watched = undefined;
        wake();
      });
    },
    end() {
      waiting -= 1;
      if (waiting > 0) return;
      watched?.over.abort();
      watched = undefined;
      record({ type: 'day.over' });
    },
  };
}
