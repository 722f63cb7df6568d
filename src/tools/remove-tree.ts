import { readdir, rmdir, unlink } from 'node:fs/promises';
import { hasCode } from './error-code.ts';
import { entryOf, type OpenFolder, openChild } from './open-folder.ts';

/**
 * Takes away what is at a name of an open folder, all the way down; nothing there is fine. A link goes,
 * what it leads to stays, also when it takes a folder's place while this goes on (then it may throw).
 */
export async function removeTree(folder: OpenFolder, name: string): Promise<void> {
  if (await removeLeaf(folder, name)) return;
  const child = await openChild(folder, name, { create: false });
  if (child === undefined) return;
  try {
    for (const entry of await readdir(entryOf(child, '.'))) await removeTree(child, entry);
  } finally {
    await child.handle.close();
  }
  try {
    await rmdir(entryOf(folder, name));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** Unlinks whatever is no folder; false when it is one. */
async function removeLeaf(folder: OpenFolder, name: string): Promise<boolean> {
  try {
    await unlink(entryOf(folder, name));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    // A folder, as Linux and as others call it; what may not be removed is told when it is opened.
    if (hasCode(error, 'EISDIR') || hasCode(error, 'EPERM')) return false;
    throw error;
  }
}
