import type { Ui } from './ui.ts';

/** What the keys have chosen, outside React: keys that arrive together each see what the one before did. */
export interface UiStore {
  get(): Ui;
  set(change: (ui: Ui) => Ui): void;
  subscribe(listener: () => void): () => void;
}

export function createUiStore(first: Ui): UiStore {
  const listeners = new Set<() => void>();
  let ui = first;
  return {
    get: () => ui,
    set(change) {
      const next = change(ui);
      if (next === ui) return;
      ui = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
