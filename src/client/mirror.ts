import type { WorkerTicks } from '../engine/host/wire.ts';
import type { Event } from '../engine/journal/events.ts';
import type { Live, Store } from '../engine/journal/store.ts';
import { emptyState, fold } from '../engine/state/fold.ts';
import type { FactoryState } from '../engine/state/state.ts';
import { createListeners } from './listeners.ts';

/** An engine's state in another process: kept up by its events, or replaced as a whole. */
export interface Mirror {
  store: Store;
  apply(event: Event): void;
  replace(state: FactoryState): void;
  tick(workers: readonly WorkerTicks[]): void;
  /** Tells listeners that something beside the state has changed. */
  touch(): void;
}

const tailLength = 2000;

export function createMirror(): Mirror {
  let state = emptyState();
  const live = new Map<number, Live>();
  const listeners = createListeners();
  const forgetIdle = () => {
    for (const worker of live.keys()) if (!state.workers.has(worker)) live.delete(worker);
  };
  return {
    store: {
      getState: () => state,
      getLive: (worker) => live.get(worker),
      subscribe: listeners.add,
    },
    apply(event) {
      fold(state, event);
      forgetIdle();
      listeners.tell(event);
    },
    replace(next) {
      state = next;
      forgetIdle();
      listeners.tell(undefined);
    },
    tick(workers) {
      for (const { worker, phase, text } of workers) {
        const before = live.get(worker)?.tail ?? '';
        live.set(worker, { phase, tail: (before + text).slice(-tailLength) });
      }
      listeners.tell(undefined);
    },
    touch: () => listeners.tell(undefined),
  };
}
