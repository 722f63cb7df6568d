import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { hasCode } from './error-code.ts';
import { placeEntry, readEntry, statFile } from './folder-files.ts';
import { canPin, withFolder } from './open-folder.ts';
import { parsePath } from './safe-path.ts';

/** Far more than an output has; it is read into memory whole. */
const maxBytes = 64_000_000;

/** The file of an item in a folder below the content directory `root`, which may itself be reached by a link. */
export interface ItemFile {
  root: string;
  folder: string;
  name: string;
}

/** What is in a file: its text, its hash and when it was written. */
export interface FoundFile {
  text: string;
  sha256: string;
  sizeBytes: number;
  writtenAtMs: number;
}

/** Reads a file without following a link below the root; undefined when there is none. Links are a `ToolError`. */
export async function findFile({ root, folder, name }: ItemFile): Promise<FoundFile | undefined> {
  const place = { ...(await placeOf(root, folder)), create: false };
  return withFolder(place, async (open) => {
    const stats = await statFile(open, name);
    const text = await readEntry(open, name, maxBytes);
    if (!stats || text === undefined) return undefined;
    const sizeBytes = Buffer.byteLength(text);
    return { text, sha256: sha256(text), sizeBytes, writtenAtMs: stats.mtimeMs };
  });
}

/**
 * Puts a file in place, whole and on disk when this returns, without following a link below the root.
 * Others may read it as far as the umask lets them, and never write.
 */
export async function putFile({ root, folder, name }: ItemFile, content: string): Promise<void> {
  const place = { ...(await placeOf(root, folder)), create: true };
  // Made here, since a folder made on the way would be for its owner alone.
  await mkdir(folder, { mode: 0o755 }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  await withFolder(place, async (open) => {
    await placeEntry(open, name, { content, mode: 0o644, isSynced: true });
    await open.handle.sync();
  });
}

async function placeOf(root: string, folder: string) {
  const parts = parsePath(relative(resolve(root), resolve(folder)));
  return { root: await realpath(root), parts, pinned: canPin() };
}

/** Where an item's file lies, as an absolute path. */
export function pathOf({ folder, name }: ItemFile): string {
  return resolve(join(folder, name));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
