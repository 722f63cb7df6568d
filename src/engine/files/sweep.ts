import { lstat, readdir, unlink } from 'node:fs/promises';
import { hasCode } from '../../tools/error-code.ts';
import { entryOf } from '../../tools/open-folder.ts';
import { isTemporary } from '../../tools/safe-path.ts';
import { UserError } from '../user-error.ts';
import { idsOf } from './ids-in.ts';
import { inFolder, type OwnPlace } from './own-files.ts';
import type { ContentPaths, ItemPaths } from './paths.ts';

/** As `writeDurably` names them. */
const unfinished = /\.[0-9a-f]{12}\.tmp$/;
/** As the listener names its socket at first. */
const socketToBe = /^socket\.[0-9a-f]{8}$/;

/**
 * Takes away what crashes left in `.engine` of writes that never came to their rename. For the holder of
 * the lock, before it writes there itself.
 */
export async function sweepEngine({ root, engine, approvals }: ContentPaths): Promise<void> {
  await sweep({ path: engine, below: root });
  await sweep({ path: approvals, below: root });
}

/**
 * As `sweepEngine`, where outputs lie, and in the content directory itself. Gives the ids of the outputs and
 * of the items that are a person's: to look into a folder of a hundred thousand twice takes time.
 */
export async function sweepOutputs(
  paths: ContentPaths,
): Promise<{ accepted: Set<string>; escalated: Set<string> }> {
  const below = paths.root;
  await sweep({ path: below, below });
  const accepted = idsOf(await sweep({ path: paths.accepted, below }));
  const escalated = idsOf(await sweep({ path: paths.escalated, below }));
  // A link in its place is refused when something is to be published: that is no reason to refuse the batch.
  await sweep({ path: paths.published, below }).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
  return { accepted, escalated };
}

/** As `sweepEngine`, of one item that nobody works on. */
export async function sweepItem({ content, root, attempts }: ItemPaths): Promise<void> {
  await sweep({ path: root, below: content });
  const folders = await inFolder({ path: attempts, below: content }, { create: false }, (open) =>
    readdir(entryOf(open, '.')),
  );
  for (const name of folders ?? []) {
    if (/^\d+$/.test(name)) await sweep({ path: `${attempts}/${name}`, below: content });
  }
}

/** Gives the names that were found. */
async function sweep(place: OwnPlace): Promise<string[]> {
  const names = await inFolder(place, { create: false }, async (open) => {
    const found = await readdir(entryOf(open, '.'));
    for (const name of found.filter(isLitter)) await removeFile(entryOf(open, name));
    return found;
  });
  return names ?? [];
}

/** A folder of such a name is somebody else's. */
async function removeFile(path: string): Promise<void> {
  try {
    if (!(await lstat(path)).isDirectory()) await unlink(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function isLitter(name: string): boolean {
  return unfinished.test(name) || isTemporary(name) || socketToBe.test(name);
}
