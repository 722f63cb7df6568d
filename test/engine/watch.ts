import { rmSync } from 'node:fs';
import type { Store } from '../../src/engine/journal/store.ts';
import type { FactoryState } from '../../src/engine/state/state.ts';
import type { CallModel, ModelFailure } from '../../src/models/port.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';

/** Settles as soon as the state is so. */
export function until(store: Store, isSo: (state: FactoryState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(store.getState())) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}

/** A failed call of any class. */
export function fails(failure: ModelFailure['failure']): ModelFailure {
  return { type: 'failure', failure, usage: undefined };
}

/**
 * A directory whose engine died, as after kill -9, in the middle of the call after so many; its one
 * worker took the items in their order.
 */
export async function diedAfter(calls: number, given: { items: number; author?: CallModel }) {
  const factory = await openTinyFactory({ items: given.items });
  const author = given.author ?? repairingAuthor;
  const reached = Promise.withResolvers<void>();
  let count = 0;
  const callModel: CallModel = async (request, io) => {
    count += 1;
    if (count <= calls) return author(request, io);
    reached.resolve();
    return new Promise(() => {});
  };
  await factory.start({ callModel, workers: 1 });
  await reached.promise;
  rmSync(factory.paths.lock);
  return factory;
}
