import { type Box, type StartBox, StartFailure } from './box.ts';

export interface BoxPool {
  /** A box that is ready. Tries to start one twice, then throws its StartFailure. */
  take(signal: AbortSignal): Promise<Box>;
  /** Takes back a box that has answered and holds nothing of what it ran. */
  giveBack(box: Box): void;
  /** Ends a box that can serve nobody else; resolves when it is gone. */
  discard(box: Box): Promise<void>;
  /** Starts a box for whoever comes next, unless one waits already. */
  startAhead(): void;
  close(): Promise<void>;
}

/** Boxes that wait, at most `keep` of them; there is no limit to how many are in use. */
export function createBoxPool(start: StartBox, keep: number): BoxPool {
  const closing = new AbortController();
  const waiting: Promise<Box | undefined>[] = [];
  const inUse = new Set<Box>();

  async function discard(box: Box): Promise<void> {
    await box.end();
    inUse.delete(box);
  }

  async function take(signal: AbortSignal): Promise<Box> {
    const spare = await waiting.shift();
    const box = spare?.alive() ? spare : await startTwice(start, signal);
    inUse.add(box);
    if (signal.aborted) await discard(box);
    signal.throwIfAborted();
    return box;
  }

  return {
    discard,
    take(signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      either.throwIfAborted();
      return take(either);
    },
    giveBack(box) {
      if (closing.signal.aborted || waiting.length >= keep || !box.alive()) void discard(box);
      else {
        inUse.delete(box);
        waiting.push(Promise.resolve(box));
      }
    },
    startAhead() {
      if (closing.signal.aborted || waiting.length > 0) return;
      // Its failure is not lost: whoever takes it starts another one, and hears of that.
      waiting.push(start(closing.signal).catch(() => undefined));
    },
    async close() {
      closing.abort(new Error('The sandbox is closed.'));
      const boxes = await Promise.all(waiting.splice(0));
      await Promise.all([...boxes, ...inUse].map((box) => box?.end()));
    },
  };
}

async function startTwice(start: StartBox, signal: AbortSignal): Promise<Box> {
  try {
    return await start(signal);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return start(signal);
  }
}
