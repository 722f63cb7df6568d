import type { Event } from '../engine/journal/events.ts';

type Listener = (event: Event | undefined) => void;

/** Who wants to hear of changes; one that throws is not called again. */
export interface Listeners {
  add(listener: Listener): () => void;
  tell(event: Event | undefined): void;
}

export function createListeners(): Listeners {
  const listeners = new Set<Listener>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch {
          listeners.delete(listener);
        }
      }
    },
  };
}
