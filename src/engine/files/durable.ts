import { randomBytes } from 'node:crypto';
import { constants, fstatSync } from 'node:fs';
import { type FileHandle, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { entryOf, type OpenFolder } from '../../tools/open-folder.ts';
import { withPath } from '../user-error.ts';
import { inFolderOf, openDirectly, openOwnFile } from './own-files.ts';

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;
/** What a file may at most allow: reading for others, writing for its owner alone. */
const MOST_OPEN = 0o644;

/**
 * Writes a whole file so that a reader, or a crash at any moment, sees the old one or the new one:
 * temporary file in the same folder, sync, rename, sync of the folder. Makes missing folders, for this
 * user alone; the file is as private as its folder. On failure (a full disk) the old file stands and
 * the temporary one is removed. From `below` down no link is followed: a UserError.
 */
export async function writeDurably(
  path: string,
  text: string,
  below = dirname(path),
): Promise<void> {
  await inFolderOf({ path, below }, { create: true }, async (folder, name) => {
    const temporary = `${name}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await writeNew(folder, temporary, text);
      await rename(entryOf(folder, temporary), entryOf(folder, name));
    } catch (error) {
      await rm(entryOf(folder, temporary), { force: true });
      throw withPath(error, path);
    }
    await folder.handle.sync().catch((error: unknown) => {
      throw withPath(error, path);
    });
  });
}

/**
 * Appends to a file and syncs it: when this returns, the text survives a power cut. From `below` down
 * no link is followed: a UserError.
 */
export async function appendDurably(
  path: string,
  text: string,
  below = dirname(path),
): Promise<void> {
  const there = await openDirectly({ path, below }, APPEND & ~constants.O_CREAT);
  if (there) return appendTo(there, path, text);
  await inFolderOf({ path, below }, { create: true }, async (folder, name) =>
    appendTo(await openOwnFile(folder, name, { flags: APPEND, mode: modeIn(folder) }), path, text),
  );
}

async function appendTo(file: FileHandle, path: string, text: string): Promise<void> {
  try {
    await file.appendFile(text);
    await file.datasync();
  } catch (error) {
    throw withPath(error, path);
  } finally {
    await file.close();
  }
}

async function writeNew(folder: OpenFolder, name: string, text: string): Promise<void> {
  const file = await openOwnFile(folder, name, { flags: CREATE, mode: modeIn(folder) });
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A file of a folder that others may not enter need not be readable for them either. */
function modeIn({ handle }: OpenFolder): number {
  return fstatSync(handle.fd).mode & MOST_OPEN;
}
