import { constants, fstatSync } from 'node:fs';
import { type FileHandle, lstat, open, rename } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { hasCode } from '../../tools/error-code.ts';
import {
  canPin,
  entryOf,
  type OpenFolder,
  openAtPath,
  rootPath,
  verifyOpened,
  withFolder,
} from '../../tools/open-folder.ts';
import { removeTree } from '../../tools/remove-tree.ts';
import { ToolError } from '../../tools/tool-error.ts';
import { UserError } from '../user-error.ts';

/**
 * A file or folder of the engine's own. From the content directory `below` down to it nothing may be a
 * link: what others planted there must not send a write, a move or a removal elsewhere.
 */
export interface OwnPlace {
  path: string;
  below: string;
}

/** A folder that all items share is none: it has the code of the system's own error, which ends a run. */
class SharedFolderError extends UserError {
  override name = 'SharedFolderError';
  readonly code = 'ENOTDIR';
}

/**
 * Opens the folder that a path lies in, and gives it to `use` with the name in it; undefined when there
 * is no such folder and it is not to be made (for this user alone). A link is a UserError that names it.
 */
export function inFolderOf<T>(
  place: OwnPlace,
  how: { create: boolean },
  use: (folder: OpenFolder, name: string) => Promise<T>,
): Promise<T | undefined> {
  const { path, below } = place;
  return inFolder({ path: dirname(path), below }, how, (folder) => use(folder, basename(path)));
}

/** As `inFolderOf`, for the folder itself. */
export async function inFolder<T>(
  { path, below }: OwnPlace,
  { create }: { create: boolean },
  use: (folder: OpenFolder) => Promise<T>,
): Promise<T | undefined> {
  const root = resolve(below);
  const parts = relative(root, resolve(path))
    .split(sep)
    .filter((part) => part !== '');
  const request = { root, above: [], parts, create, pinned: canPin() };
  try {
    return await withFolder(request, use);
  } catch (error) {
    if (!(error instanceof ToolError)) throw namingPath(error, path);
    const message = `${path}: expected only true folders and plain files from ${root} down to it; ${error.message}`;
    const shared = join(root, parts[0] ?? '');
    if (await isFolder(shared)) throw new UserError(`${message} Put one there.`);
    throw new SharedFolderError(`${message} Put a folder at ${shared}. (ENOTDIR)`);
  }
}

/** A person knows a file by its path, not by the handle through which it was addressed. */
function namingPath(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !byHandle.test(error.message)) return error;
  error.message = error.message.replace(byHandle, folder);
  if ('path' in error) error.path = String(error.path).replace(byHandle, folder);
  return error;
}

const byHandle = /\/proc\/self\/fd\/\d+/;

async function isFolder(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

/** Opens a file that must be none but a plain one; the caller closes it. Flags as of `open`. */
export async function openOwnFile(
  folder: OpenFolder,
  name: string,
  { flags, mode = 0o600 }: { flags: number; mode?: number },
): Promise<FileHandle> {
  const handle = await open(
    entryOf(folder, name),
    flags | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    mode,
  ).catch((error: unknown) => {
    throw hasCode(error, 'ELOOP') ? new ToolError(`"${name}" is a link.`) : error;
  });
  try {
    // Of an open file: no disk is read.
    if (!fstatSync(handle.fd).isFile()) throw new ToolError(`"${name}" is no plain file.`);
    if (!folder.pinned) await verifyOpened(`${folder.path}/${name}`, handle, name);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Opens a plain file that is there, in one step; undefined when it is not, or cannot be told so shortly.
 * The long way is `inFolderOf` and `openOwnFile`.
 */
export async function openDirectly(
  { path, below }: OwnPlace,
  flags: number,
): Promise<FileHandle | undefined> {
  if (!canPin()) return undefined;
  const root = resolve(below);
  const truePath = join(rootPath({ root, above: [] }), relative(root, resolve(path)));
  const handle = await openAtPath(truePath, flags | constants.O_NONBLOCK);
  if (handle === undefined || fstatSync(handle.fd).isFile()) return handle;
  await handle.close();
  return undefined;
}

/** Takes a file or a whole folder away; nothing there is fine. */
export async function removeOwn(place: OwnPlace): Promise<void> {
  await inFolderOf(place, { create: false }, removeTree);
}

/** Moves a file or folder, making the folder it goes to; false when there is nothing to move. */
export async function moveOwn(from: OwnPlace, to: OwnPlace): Promise<boolean> {
  const moved = await inFolderOf(from, { create: false }, (source, name) =>
    inFolderOf(to, { create: true }, (target, newName) =>
      renameIfThere(entryOf(source, name), entryOf(target, newName)),
    ),
  );
  return moved === true;
}

/** Makes sure that a folder is there, reached through no link. */
export async function makeOwnFolder({ path, below }: OwnPlace): Promise<void> {
  await inFolder({ path, below }, { create: true }, async () => {});
}

/** As `makeOwnFolder`, and takes from others what rights they have in it. */
export async function makePrivateFolder({ path, below }: OwnPlace): Promise<void> {
  await inFolder({ path, below }, { create: true }, async ({ handle }) => {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) await handle.chmod(0o700);
  });
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
