import { basename, join } from 'node:path';
import type { EngineOptions } from './engine-options.ts';
import { moveOwn } from './files/own-files.ts';
import type { ContentPaths } from './files/paths.ts';
import { openRecorder, type Recorder } from './journal/recorder.ts';
import type { FactoryState } from './state/state.ts';
import { UserError } from './user-error.ts';

/** A directory taken, and what was put aside for it, in words. */
export interface OpenedApart {
  recorder: Recorder;
  aside: string | undefined;
}

/**
 * Opens a directory's recorder, and keeps play money and simulated outputs from mixing with real ones. What
 * a rehearsal made is put aside, whole, before a real run begins; a rehearsal in a directory that holds real
 * outputs is a UserError.
 */
export async function openApart(
  options: Pick<EngineOptions, 'paths' | 'clock' | 'provider'>,
): Promise<OpenedApart> {
  const { paths, provider } = options;
  const recorder = await openRecorder(options);
  const state = recorder.store.getState();
  if (state.run.id === '' || state.provider.rehearsal === provider.rehearsal) {
    return { recorder, aside: undefined };
  }
  const aside = await putAside(paths, state, provider).finally(() => recorder.abandon());
  // What the first one knew lies aside by now.
  return { recorder: await openRecorder(options), aside };
}

async function putAside(
  paths: ContentPaths,
  state: FactoryState,
  provider: EngineOptions['provider'],
): Promise<string> {
  if (provider.rehearsal) throw holdsRealWork(paths, state);
  return moveAside(paths, state);
}

function holdsRealWork({ root }: ContentPaths, { counts }: FactoryState): UserError {
  return new UserError(
    `${root} holds the work of a real run (${counts.accepted} accepted); a rehearsal would mix simulated outputs with it. ` +
      'Set ANTHROPIC_API_KEY to go on with it, or rehearse elsewhere: ai-factory init DIR, then ai-factory run DIR.',
  );
}

/** Gives words about it. For the holder of the lock. */
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
