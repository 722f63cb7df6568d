import type { Session } from '../client/session.ts';
import { type Frame, takeFrame } from './frame.ts';

/** An external store for React: frames, at most four a second, none while nothing changes. */
export interface FrameSource {
  getFrame(): Frame;
  subscribe(listener: () => void): () => void;
  close(): void;
}

const flushMs = 250;
/** A floor of more workers than this is drawn half as often: nobody reads so many streams, and it costs. */
const crowdFrom = 16;
const secondMs = 1000;

/**
 * Turns a session's changes into frames: the first change after a quiet time shows at once, the rest
 * every 250 ms (500 for a crowd); once a second while a counter of seconds is on the screen.
 */
export function createFrameSource(session: Session, now: () => number): FrameSource {
  const listeners = new Set<() => void>();
  let frame = takeFrame(session, now());
  let dirty = false;
  let flushTimer: NodeJS.Timeout | undefined;
  let secondTimer: NodeJS.Timeout | undefined;

  const flush = () => {
    dirty = false;
    const isCrowded = frame.workers.length > crowdFrom;
    flushTimer = setTimeout(cooled, isCrowded ? 2 * flushMs : flushMs);
    frame = takeFrame(session, now(), frame);
    awaitSecond();
    for (const listener of listeners) listener();
  };
  const cooled = () => {
    flushTimer = undefined;
    if (dirty) flush();
  };
  const changed = () => {
    dirty = true;
    flushTimer ??= setTimeout(cooled, 0);
  };
  const awaitSecond = () => {
    clearTimeout(secondTimer);
    secondTimer = frame.ticking ? setTimeout(changed, secondMs) : undefined;
  };

  const unsubscribe = session.store.subscribe(changed);
  awaitSecond();
  return {
    getFrame: () => frame,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      unsubscribe();
      clearTimeout(flushTimer);
      clearTimeout(secondTimer);
      listeners.clear();
    },
  };
}
