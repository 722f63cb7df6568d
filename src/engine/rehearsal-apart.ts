import { basename, join } from 'node:path';
import { takeLock } from './files/lock.ts';
import { moveOwn } from './files/own-files.ts';
import type { ContentPaths } from './files/paths.ts';
import { loadState } from './journal/checkpoint.ts';
import { UserError } from './user-error.ts';

/**
 * Keeps play money and simulated outputs from mixing with real ones. What a rehearsal made is put
 * aside, whole, before a real run begins (returns words about it); a rehearsal in a directory that
 * holds real outputs is a UserError.
 */
export async function keepRehearsalApart(
  paths: ContentPaths,
  provider: { rehearsal: boolean },
): Promise<string | undefined> {
  const { state } = await loadState(paths);
  if (state.run.id === '' || state.provider.rehearsal === provider.rehearsal) return undefined;
  if (provider.rehearsal) {
    throw new UserError(
      `${paths.root} holds the work of a real run (${state.counts.accepted} accepted); a rehearsal would mix simulated outputs with it. ` +
        'Set ANTHROPIC_API_KEY to go on with it, or rehearse elsewhere: ai-factory init DIR, then ai-factory run DIR.',
    );
  }
  const lock = await takeLock(paths.lock);
  try {
    const aside = join(
      paths.rehearsed,
      new Date(state.lastAtMs).toISOString().replaceAll(':', '-'),
    );
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
  } finally {
    await lock.release();
  }
}

async function moveInto(folder: string, path: string, below: string): Promise<void> {
  await moveOwn({ path, below }, { path: join(folder, basename(path)), below });
}
