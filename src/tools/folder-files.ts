import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { hasCode } from './error-code.ts';
import { entryOf, linked, type OpenFolder, openChild, verifyOpened } from './open-folder.ts';
import { isTemporary } from './safe-path.ts';
import { ContainmentError, ToolError } from './tool-error.ts';

/** A file as a listing shows it. */
export interface ListedFile {
  path: string;
  sizeBytes: number;
}

// Without O_NONBLOCK, opening a named pipe would wait for its other end for ever.
const OPEN_FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const CREATE_FILE =
  constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const MAX_LISTED = 2_000;
const MAX_LISTED_DEPTH = 8;

/** The text of a file of an open folder; `undefined` when there is none. */
export async function readEntry(
  folder: OpenFolder,
  name: string,
  maxBytes: number,
): Promise<string | undefined> {
  const shown = shownEntry(folder, name);
  if ((await statFile(folder, name)) === undefined) return undefined;
  const handle = await openFile(entryOf(folder, name), shown);
  try {
    const stats = await handle.stat();
    refuseNonFile(stats, shown);
    if (!folder.pinned) await verifyOpened(`${folder.path}/${name}`, handle, shown);
    if (stats.size > maxBytes) {
      throw new ToolError(`"${shown}" has ${stats.size} bytes; at most ${maxBytes} can be read.`);
    }
    return decode(await handle.readFile(), shown);
  } finally {
    await handle.close();
  }
}

/** Puts a file in place in one step: a reader sees the old text or the new one, never a part. */
export async function writeEntry(folder: OpenFolder, name: string, content: string): Promise<void> {
  await placeEntry(folder, name, { content, mode: 0o600, isSynced: true });
}

/** As `writeEntry`, with the file's permissions; unsynced, a power cut may take it back. */
export async function placeEntry(
  folder: OpenFolder,
  name: string,
  { content, mode, isSynced }: { content: string; mode: number; isSynced: boolean },
): Promise<void> {
  await statFile(folder, name);
  const temporary = `.~${randomBytes(8).toString('hex')}.tmp`;
  const handle = await open(entryOf(folder, temporary), CREATE_FILE, mode);
  try {
    if (!folder.pinned) {
      await verifyOpened(`${folder.path}/${temporary}`, handle, shownEntry(folder, name));
    }
    await fill(handle, content, isSynced);
    await rename(entryOf(folder, temporary), entryOf(folder, name));
  } catch (error) {
    await handle.close();
    await rm(entryOf(folder, temporary), { force: true });
    throw error;
  }
}

/** Takes a plain file away; false when there is none. A link is refused, whatever it leads to. */
export async function removeEntry(folder: OpenFolder, name: string): Promise<boolean> {
  if ((await statFile(folder, name)) === undefined) return false;
  if (!folder.pinned) await verifyEntry(folder, name);
  try {
    await unlink(entryOf(folder, name));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** A folder held by path may have been swapped for a link since it was opened. */
async function verifyEntry(folder: OpenFolder, name: string): Promise<void> {
  const shown = shownEntry(folder, name);
  const handle = await openFile(entryOf(folder, name), shown);
  try {
    await verifyOpened(`${folder.path}/${name}`, handle, shown);
  } finally {
    await handle.close();
  }
}

/** What is at a name, which must be a plain file; `undefined` when nothing is. */
export async function statFile(folder: OpenFolder, name: string): Promise<Stats | undefined> {
  try {
    const stats = await lstat(entryOf(folder, name));
    refuseNonFile(stats, shownEntry(folder, name));
    return stats;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** All plain files below an open folder, by name; links, pipes and temporary files are left out. */
export async function listEntries(folder: OpenFolder, depth = 1): Promise<ListedFile[]> {
  const found: ListedFile[] = [];
  const entries = await readdir(entryOf(folder, '.'), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (found.length >= MAX_LISTED) break;
    if (entry.isDirectory() && depth < MAX_LISTED_DEPTH) {
      found.push(...(await listChild(folder, entry.name, depth)));
    }
    if (entry.isFile() && !isTemporary(entry.name)) {
      const stats = await statFile(folder, entry.name);
      if (stats) found.push({ path: shownEntry(folder, entry.name), sizeBytes: stats.size });
    }
  }
  return found.slice(0, MAX_LISTED);
}

async function listChild(folder: OpenFolder, name: string, depth: number): Promise<ListedFile[]> {
  const child = await openChild(folder, name, { create: false });
  if (child === undefined) return [];
  try {
    return await listEntries(child, depth + 1);
  } finally {
    await child.handle.close();
  }
}

async function openFile(address: string, shown: string): Promise<FileHandle> {
  try {
    return await open(address, OPEN_FILE);
  } catch (error) {
    throw hasCode(error, 'ELOOP') ? linked(shown) : error;
  }
}

async function fill(handle: FileHandle, content: string, isSynced: boolean): Promise<void> {
  try {
    await handle.writeFile(content);
    if (isSynced) await handle.sync();
  } finally {
    await handle.close();
  }
}

function refuseNonFile(stats: Stats, shown: string): void {
  if (stats.isFile()) return;
  if (stats.isSymbolicLink()) throw linked(shown);
  if (stats.isDirectory()) throw new ToolError(`"${shown}" is a folder; name a file in it.`);
  throw new ContainmentError(`"${shown}" is a pipe, socket or device, not a file.`);
}

function decode(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ToolError(`"${shown}" is not text: its bytes are not valid UTF-8.`);
  }
}

function shownEntry(folder: OpenFolder, name: string): string {
  return folder.shown === '' ? name : `${folder.shown}/${name}`;
}
