import { setImmediate } from 'node:timers/promises';

/** Lets everything else have its turn: a long reading must not hold up a key. Throws when aborted. */
export async function yieldNow(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await setImmediate();
  signal?.throwIfAborted();
}
