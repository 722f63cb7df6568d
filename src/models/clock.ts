/** Waits; ends early, without an error, when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Time as the engine knows it, given from outside: the wall clock in epoch milliseconds, and a way to wait. */
export interface Clock {
  now(): number;
  sleep: Sleep;
}

/** The longest single wait: a laptop that slept, or a clock that was set, is noticed this soon. */
export const LONGEST_TICK_MS = 60_000;

/** `Sleep` on real timers. */
export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });

/** The machine's own time. */
export const systemClock: Clock = { now: Date.now, sleep };

/**
 * Waits until a wall-clock time, in ticks of at most a minute; false when the signal aborted. A clock
 * that is set back meanwhile makes nobody wait for longer than it looked at first.
 */
export async function sleepUntil(
  untilMs: number,
  signal: AbortSignal,
  clock: Clock,
): Promise<boolean> {
  let mostMs = untilMs - clock.now();
  while (!signal.aborted) {
    const tickMs = Math.min(mostMs, untilMs - clock.now(), LONGEST_TICK_MS);
    if (tickMs <= 0) break;
    await clock.sleep(tickMs, signal);
    mostMs -= tickMs;
  }
  return !signal.aborted;
}
