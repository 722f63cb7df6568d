/** A calendar day of a time zone, from its first moment to that of the next one, epoch ms. */
export interface CalendarDay {
  /** `2026-11-23` */
  date: string;
  startMs: number;
  endMs: number;
}

/** Every offset in use is a multiple of it, so a day of any zone begins and ends with one. */
export const quarterMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
/** No day is longer, not even the one that a change of clocks makes longer. */
const longestQuarters = 27 * 4;

const calendars = new Map<string, (atMs: number) => CalendarDay>();

/** The day of a moment in a zone; one that is none counts as UTC. */
export function dayIn(timeZone: string, atMs: number): CalendarDay {
  const known = calendars.get(timeZone);
  const isKnown = timeZone === 'UTC' || known !== undefined || isTimeZone(timeZone);
  const calendar = known ?? createCalendar(isKnown ? timeZone : 'UTC');
  calendars.set(timeZone, calendar);
  return calendar(atMs);
}

/** Whether the name is one of a time zone, such as `UTC` or `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Asked before each call, so it remembers the day it told last. */
function createCalendar(timeZone: string): (atMs: number) => CalendarDay {
  if (timeZone === 'UTC') return dayOfUtc;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const dateOf = (quarter: number) => format.format(quarter * quarterMs);
  let last: CalendarDay | undefined;
  return (atMs) => {
    if (last && atMs >= last.startMs && atMs < last.endMs) return last;
    const quarter = Math.floor(atMs / quarterMs);
    const date = dateOf(quarter);
    const isToday = (ahead: number) => dateOf(quarter + ahead) === date;
    last = {
      date,
      startMs: (quarter - steps((back) => isToday(-back))) * quarterMs,
      endMs: (quarter + 1 + steps(isToday)) * quarterMs,
    };
    return last;
  };
}

/** Number and date formats take a while to load, and most runs count in UTC. */
function dayOfUtc(atMs: number): CalendarDay {
  const startMs = Math.floor(atMs / dayMs) * dayMs;
  return { date: new Date(startMs).toISOString().slice(0, 10), startMs, endMs: startMs + dayMs };
}

/** The largest whole number, below a day's, of which `holds` is true; it is true up to there. */
function steps(holds: (count: number) => boolean): number {
  let low = 0;
  let high = longestQuarters;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
