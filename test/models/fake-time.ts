import type { Sleep } from '../../src/models/clock.ts';

/** A wall clock that stands still until it is advanced; waits end when their time has come. */
export function createFakeTime(startMs = Date.UTC(2026, 10, 23)) {
  let nowMs = startMs;
  let sleepers: { atMs: number; wake: () => void }[] = [];
  const slept: number[] = [];
  const sleep: Sleep = (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      slept.push(ms);
      sleepers.push({ atMs: nowMs + ms, wake: resolve });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    startMs,
    now: () => nowMs,
    sleep,
    /** The length of every single wait so far. */
    slept,
    settle,
    /** Goes on by so many milliseconds, waking sleepers in the order of their times. */
    advance: async (ms: number) => {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const due = sleepers.filter(({ atMs }) => atMs <= untilMs);
        if (due.length === 0) break;
        nowMs = Math.max(nowMs, Math.min(...due.map(({ atMs }) => atMs)));
        const woken = sleepers.filter(({ atMs }) => atMs <= nowMs);
        sleepers = sleepers.filter(({ atMs }) => atMs > nowMs);
        for (const { wake } of woken) wake();
        await settle();
      }
      nowMs = untilMs;
    },
    /** The wall clock is set forward while everybody sleeps: timers notice only when they end. */
    setForward: (ms: number) => {
      nowMs += ms;
    },
  };
}
