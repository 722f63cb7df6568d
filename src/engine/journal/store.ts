import { emptyState, fold } from '../state/fold.ts';
import type { FactoryState } from '../state/state.ts';
import type { Event, Phase, Tick } from './events.ts';

/** What the screen adds to a worker's state: gone with the process. */
export interface Live {
  phase: Phase;
  /** The end of what the model is writing; at most 2,000 characters, not yet made safe for a screen. */
  tail: string;
}

/** Read side of the engine: the folded state, live ticks, and a call at every change. */
export interface Store {
  getState(): FactoryState;
  getLive(worker: number): Live | undefined;
  /** `event` is undefined when only live ticks changed. Returns how to stop listening. */
  subscribe(listener: (event: Event | undefined) => void): () => void;
}

export interface WritableStore extends Store {
  apply(event: Event): void;
  tick(tick: Tick): void;
}

const tailLength = 2000;

/** Holds the state of one engine in memory. Listeners are called after each change, in order of arrival. */
export function createStore(state: FactoryState = emptyState()): WritableStore {
  const live = new Map<number, Live>();
  const listeners = new Set<(event: Event | undefined) => void>();
  const notify = (event: Event | undefined) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch {
        // A screen that throws loses its place at the window; it must not reach a worker.
        listeners.delete(listener);
      }
    }
  };
  return {
    getState: () => state,
    getLive: (worker) => live.get(worker),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(event) {
      fold(state, event);
      for (const worker of live.keys()) if (!state.workers.has(worker)) live.delete(worker);
      notify(event);
    },
    tick(tick) {
      const before = live.get(tick.worker) ?? { phase: 'thinking', tail: '' };
      live.set(
        tick.worker,
        tick.type === 'phase'
          ? { ...before, phase: tick.phase }
          : { ...before, tail: (before.tail + tick.text).slice(-tailLength) },
      );
      notify(undefined);
    },
  };
}
