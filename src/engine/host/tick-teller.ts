import type { Live, Store } from '../journal/store.ts';
import type { WorkerTicks } from './wire.ts';

/** What one client knows of the workers' streams. */
export interface TickTeller {
  /** What is new since it was asked last, a worker each. */
  news(): WorkerTicks[];
}

/** Tells one client how streams go on: the phase of now, and what the text has grown by since it was told. */
export function createTickTeller(store: Store): TickTeller {
  const told = new Map<number, Live>();
  return {
    news() {
      const { workers } = store.getState();
      for (const worker of told.keys()) if (!workers.has(worker)) told.delete(worker);
      return [...workers.keys()].flatMap((worker) => {
        const live = store.getLive(worker);
        const before = told.get(worker);
        if (live === undefined || live === before) return [];
        told.set(worker, live);
        return [{ worker, phase: live.phase, text: grownBy(live.tail, before?.tail ?? '') }];
      });
    },
  };
}

/**
 * What has to be added to `before` to have `tail`, which keeps its end alone: `before` may have lost
 * its beginning since. The longest overlap is looked for; with none, all of it is new.
 */
function grownBy(tail: string, before: string): string {
  let lost = 0;
  while (!tail.startsWith(before.slice(lost))) lost += 1;
  return tail.slice(before.length - lost);
}
