import type { Clock } from '../../models/clock.ts';
import type { EventBody } from '../journal/events.ts';

/** So often it is looked at, whoever asks or not, in milliseconds. */
const lookEveryMs = 10_000;

/**
 * The same clock, under a watchdog: held against one that nobody can set, a jump of more than `mostMs` is
 * put on record before anybody acts on the new time. Looks until `signal` aborts.
 */
export function watchClock(
  clock: Clock,
  watch: {
    monotonicMs(): number;
    mostMs: number;
    record(body: EventBody): void;
    signal: AbortSignal;
  },
): Clock {
  let wallMs = clock.now();
  let steadyMs = watch.monotonicMs();
  const now = () => {
    const nowMs = clock.now();
    const nowSteadyMs = watch.monotonicMs();
    const byMs = Math.round(nowMs - wallMs - (nowSteadyMs - steadyMs));
    wallMs = nowMs;
    steadyMs = nowSteadyMs;
    if (Math.abs(byMs) > watch.mostMs && !watch.signal.aborted) {
      watch.record({ type: 'clock.jumped', byMs });
    }
    return nowMs;
  };
  const timer = setInterval(() => {
    try {
      now();
    } catch {
      // A disk that takes no event tells whoever records the next one.
    }
  }, lookEveryMs).unref();
  watch.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return { ...clock, now };
}
