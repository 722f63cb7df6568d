import { setImmediate } from 'node:timers/promises';

/** Lets everything else have its turn: a long reading must not hold up a key. Throws when aborted. */
export async function yieldNow(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await setImmediate();
  signal?.throwIfAborted();
}

/** As `yieldNow`, but only when the last time was a while ago: for loops with many small steps. */
export function createBreather(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < breathEveryMs) return;
    await yieldNow(signal);
    last = performance.now();
  };
}

const breathEveryMs = 8;
