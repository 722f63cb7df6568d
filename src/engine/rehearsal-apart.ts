import { basename, join } from 'node:path';
import type { EngineOptions } from './engine-options.ts';
import { moveOwn } from './files/own-files.ts';
import type { ContentPaths } from './files/paths.ts';
import { type LoadedState, loadState } from './journal/checkpoint.ts';
import type { FactoryState } from './state/state.ts';
import { UserError } from './user-error.ts';

/** What a directory holds, and what was put aside for it, in words. */
export type LoadedApart = LoadedState & { aside: string | undefined };

/**
 * Loads a directory's state, and keeps play money and simulated outputs from mixing with real ones. What a
 * rehearsal made is put aside, whole, before a real run begins; a rehearsal in a directory that holds real
 * outputs is a UserError, and nothing there has been touched. For the holder of the lock.
 */
export async function loadApart(
  paths: ContentPaths,
  provider: EngineOptions['provider'],
): Promise<LoadedApart> {
  const loaded = await loadState(paths);
  const { run, provider: before } = loaded.state;
  if (run.id === '' || before.rehearsal === provider.rehearsal) {
    return { ...loaded, aside: undefined };
  }
  if (provider.rehearsal) throw holdsRealWork(paths, loaded.state);
  const aside = await moveAside(paths, loaded.state);
  return { ...(await loadState(paths)), aside };
}

function holdsRealWork({ root }: ContentPaths, { counts }: FactoryState): UserError {
  return new UserError(
    `${root} holds the work of a real run (${counts.accepted} accepted); a rehearsal would mix simulated outputs with it. ` +
      'Set ANTHROPIC_API_KEY to go on with it, or rehearse elsewhere: ai-factory init DIR, then ai-factory run DIR.',
  );
}

/** Gives words about it. */
async function moveAside(paths: ContentPaths, state: FactoryState): Promise<string> {
  const madeAt = new Date(state.lastAtMs).toISOString().replaceAll(':', '-');
  const aside = join(paths.rehearsed, madeAt);
  // The journal last: while it stands, a crash in the middle of this is simply begun again.
  for (const part of [
    paths.accepted,
    paths.escalated,
    paths.notAccepted,
    paths.work,
    paths.checkpoint,
    paths.journal,
  ]) {
    await moveInto(aside, part, paths.root);
  }
  return `what the rehearsal made (${state.counts.accepted} accepted) was put aside in ${aside}`;
}

async function moveInto(folder: string, path: string, below: string): Promise<void> {
  await moveOwn({ path, below }, { path: join(folder, basename(path)), below });
}
