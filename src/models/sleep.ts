/** Waits; ends early, without an error, when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

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

/** What a wait needs: the wall clock in epoch milliseconds, and a way to wait. */
export interface Waiting {
  clock: () => number;
  sleep: Sleep;
}

/** Waits until a wall-clock time, in ticks of at most a minute; false when the signal aborted. */
export async function sleepUntil(
  untilMs: number,
  signal: AbortSignal,
  { clock, sleep: wait }: Waiting,
): Promise<boolean> {
  for (let leftMs = untilMs - clock(); leftMs > 0 && !signal.aborted; leftMs = untilMs - clock()) {
    await wait(Math.min(leftMs, LONGEST_TICK_MS), signal);
  }
  return !signal.aborted;
}
