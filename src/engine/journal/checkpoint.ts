import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../files/durable.ts';
import type { ContentPaths } from '../files/paths.ts';
import { readPlainFile } from '../files/plain-file.ts';
import { emptyState, fold } from '../state/fold.ts';
import type { FactoryState } from '../state/state.ts';
import type { Event } from './events.ts';
import { type JournalTail, readJournal } from './journal-files.ts';
import { packedItemsSchema } from './packed-items.ts';
import { packState, shapedLike, unpackState } from './packed-state.ts';

/** A hundred thousand items have 20 MB. */
const largestBytes = 500_000_000;
/** Raised whenever the state's shape changes: an older checkpoint is then ignored and made anew. */
const checkpointVersion = 13;

const checkpointSchema = z
  .object({
    v: z.literal(checkpointVersion),
    seq: z.int().nonnegative(),
    state: z.looseObject({ seq: z.int().nonnegative(), items: packedItemsSchema }),
  })
  .refine(({ seq, state }) => seq === state.seq);

/**
 * Writes the fold up to now, so that a start need not read the whole journal. `syncJournal` comes
 * first: after a power cut no checkpoint may know more than the journal.
 */
export async function saveCheckpoint(
  path: string,
  state: FactoryState,
  syncJournal: () => Promise<void> = async () => {},
): Promise<void> {
  const text = JSON.stringify({ v: checkpointVersion, seq: state.seq, state: packState(state) });
  await syncJournal();
  // It lies in `.engine`, which must be no link either.
  await writeDurably(path, text, join(path, '..', '..'));
}

/** The state of a content directory as its files tell it, and what was noticed on the way. */
export interface LoadedState {
  state: FactoryState;
  /** Events read after the checkpoint. */
  replayed: number;
  torn: JournalTail['torn'];
  warning: string | undefined;
}

/**
 * Checkpoint plus the tail of the journal. A missing, old or damaged checkpoint only costs time: the
 * journal is the truth, and is then read from its beginning.
 */
export async function loadState(paths: ContentPaths): Promise<LoadedState> {
  const { state: saved, warning } = await readCheckpoint(paths.checkpoint);
  const { events, torn } = await readJournal(paths.journal, saved?.seq ?? 0);
  const state = saved ?? emptyState();
  for (const event of events) fold(state, event);
  return { state, replayed: events.length, torn, warning };
}

async function readCheckpoint(
  path: string,
): Promise<{ state: FactoryState | undefined; warning: string | undefined }> {
  const text = await readPlainFile(path, largestBytes).catch(() => undefined);
  if (text === undefined) return { state: undefined, warning: undefined };
  try {
    const { state } = checkpointSchema.parse(JSON.parse(text));
    return { state: shapedLike(emptyState(), unpackState(state)), warning: undefined };
  } catch {
    return {
      state: undefined,
      warning: `${path} cannot be read: the journal was read from its start`,
    };
  }
}

/** Folds events into a fresh state: what the journal alone says. */
export function replay(events: Iterable<Event>): FactoryState {
  const state = emptyState();
  for (const event of events) fold(state, event);
  return state;
}
