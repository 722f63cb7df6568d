import { mkdir } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { takeLock } from '../../src/engine/files/lock.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { serveHost } from '../../src/engine/host/host.ts';
import type { EventBody } from '../../src/engine/journal/events.ts';
import { openJournal } from '../../src/engine/journal/journal.ts';
import { createStore } from '../../src/engine/journal/store.ts';
import { temporaryFolder } from '../engine/folder.ts';
import { noted } from '../ui/factory.ts';

/**
 * All that a console meets of an engine, at a test's word: lock, journal, socket and store. `record` does
 * what an engine does, `write` leaves clients untold.
 */
export async function openToldEngine(root?: string) {
  const paths = contentPaths(root ?? (await temporaryFolder()));
  await mkdir(paths.engine, { recursive: true });
  const lock = await takeLock(paths.lock);
  const journal = await openJournal({ folder: paths.journal, lastSeq: 0, now: Date.now });
  const store = createStore();
  const { send, commands } = noted();
  const host = await serveHost({ paths, engine: { store, send } });
  onTestFinished(async () => {
    await host.close();
    await lock.release();
  });
  return {
    paths,
    store,
    commands,
    lock,
    host,
    record(...bodies: EventBody[]) {
      for (const body of bodies) store.apply(journal.append(body));
    },
    /** Into the journal alone, and what has to be applied to the store some time. */
    write: (body: EventBody) => journal.append(body),
  };
}
