import { type Clock, sleepUntil } from '../clock.ts';

/** Rings once at a wall-clock time, unless it is set anew or cleared before. */
export interface Alarm {
  set(atMs: number, ring: () => void): void;
  clear(): void;
}

/** An alarm on a clock; a ring that throws is told to `onError`. Ends with the signal. */
export function createAlarm(options: {
  clock: Clock;
  signal: AbortSignal;
  onError(error: unknown): void;
}): Alarm {
  const { clock, signal, onError } = options;
  let nap: AbortController | undefined;
  const clear = () => {
    nap?.abort();
    nap = undefined;
  };
  const waitAndRing = async (atMs: number, mine: AbortController, ring: () => void) => {
    const isTime = await sleepUntil(atMs, AbortSignal.any([signal, mine.signal]), clock);
    if (!isTime || nap !== mine) return;
    nap = undefined;
    ring();
  };
  return {
    clear,
    set(atMs, ring) {
      clear();
      nap = new AbortController();
      waitAndRing(atMs, nap, ring).catch(onError);
    },
  };
}
