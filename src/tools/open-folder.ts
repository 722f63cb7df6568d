import { constants, existsSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, mkdir, open, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { hasCode } from './error-code.ts';
import { ContainmentError, ToolError } from './tool-error.ts';

/** A folder held open; `path` is its real path, `shown` the name the model knows it by. */
export interface OpenFolder {
  handle: FileHandle;
  path: string;
  shown: string;
  pinned: boolean;
}

/** Where to go from a root folder: down `above` and then `parts`, none of which may be a link. */
export interface FolderRequest {
  root: string;
  /** Folders that lead to where `parts` begin, not named to the model; with them the root may be a link. */
  above?: readonly string[];
  parts: readonly string[];
  create: boolean;
  /** Address entries through the open handle (Linux's /proc), so that no later swap can redirect them. */
  pinned: boolean;
}

const OPEN_FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Opens a folder below a root without following a link anywhere, and gives it to `use`; `undefined`
 * when it does not exist and is not to be created.
 */
export async function withFolder<T>(
  request: FolderRequest,
  use: (folder: OpenFolder) => Promise<T>,
): Promise<T | undefined> {
  const root = await openRoot(request);
  const { above = [], parts } = request;
  const steps = [
    ...above.map((name) => ({ name, isNamed: false })),
    ...parts.map((name) => ({ name, isNamed: true })),
  ];
  return root && descend(root, { steps, create: request.create }, use);
}

/** Whether this system lets entries be addressed through an open handle. */
export function canPin(): boolean {
  return process.platform === 'linux' && existsSync('/proc/self/fd');
}

/** The address of an entry of an open folder, for calls of `node:fs`. */
export function entryOf(folder: OpenFolder, name: string): string {
  return `${folder.pinned ? `/proc/self/fd/${folder.handle.fd}` : folder.path}/${name}`;
}

/** Refuses when the handle is not what its path names: something was swapped for a link meanwhile. */
export async function verifyOpened(path: string, handle: FileHandle, shown: string): Promise<void> {
  const [real, named, opened] = await Promise.all([realpath(path), lstat(path), handle.stat()]);
  if (real !== path || named.ino !== opened.ino || named.dev !== opened.dev) throw linked(shown);
}

/** Opens one folder of an open folder; the caller closes it. */
export async function openChild(
  parent: OpenFolder,
  name: string,
  { create, isNamed = true }: { create: boolean; isNamed?: boolean },
): Promise<OpenFolder | undefined> {
  const address = entryOf(parent, name);
  const shown = shownChild(parent, name, isNamed);
  if (create) await makeFolder(address);
  const place = { address, path: join(parent.path, name), shown, pinned: parent.pinned };
  return openPlace(place);
}

function shownChild({ shown }: OpenFolder, name: string, isNamed: boolean): string {
  if (!isNamed) return '';
  return shown === '' ? name : `${shown}/${name}`;
}

/** The refusal of a link, in words for the model. */
export function linked(shown: string): ContainmentError {
  return new ContainmentError(
    `"${shown || '.'}" is or passes through a link; links are not followed.`,
  );
}

interface Descent {
  steps: readonly { name: string; isNamed: boolean }[];
  create: boolean;
}

async function descend<T>(
  folder: OpenFolder,
  { steps, create }: Descent,
  use: (folder: OpenFolder) => Promise<T>,
): Promise<T | undefined> {
  try {
    const [step, ...rest] = steps;
    if (step === undefined) return await use(folder);
    const child = await openChild(folder, step.name, { create, isNamed: step.isNamed });
    return child && (await descend(child, { steps: rest, create }, use));
  } finally {
    await folder.handle.close();
  }
}

async function openRoot(request: FolderRequest): Promise<OpenFolder | undefined> {
  const root = resolve(request.root);
  if (request.create) await mkdir(root, { recursive: true, mode: 0o700 });
  try {
    // Links above the root are the operator's own; the root itself must be a true folder, unless it is
    // a content directory, which an operator may reach as they like.
    const path = request.above
      ? await realpath(root)
      : join(await realpath(dirname(root)), basename(root));
    return await openPlace({ address: path, path, shown: '', pinned: request.pinned });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

interface Place {
  address: string;
  path: string;
  shown: string;
  pinned: boolean;
}

async function openPlace({ address, path, shown, pinned }: Place): Promise<OpenFolder | undefined> {
  const handle = await openOrExplain(address, shown);
  if (handle === undefined) return undefined;
  try {
    if (!pinned) await verifyOpened(path, handle, shown);
    return { handle, path, shown, pinned };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openOrExplain(address: string, shown: string): Promise<FileHandle | undefined> {
  try {
    return await open(address, OPEN_FOLDER);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (!hasCode(error, 'ELOOP') && !hasCode(error, 'ENOTDIR')) throw error;
    if ((await lstat(address)).isSymbolicLink()) throw linked(shown);
    throw new ToolError(`"${shown}" is a file, not a folder.`);
  }
}

async function makeFolder(address: string): Promise<void> {
  try {
    await mkdir(address, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
