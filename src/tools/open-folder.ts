import { constants, existsSync, readlinkSync, realpathSync } from 'node:fs';
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
  const { above = [], parts } = request;
  const direct = request.pinned ? await openDirect(request) : undefined;
  if (direct) return descend(direct, { steps: [], create: false }, use);
  const root = await openRoot(request);
  const steps = [
    ...above.map((name) => ({ name, isNamed: false })),
    ...parts.map((name) => ({ name, isNamed: true })),
  ];
  return root && descend(root, { steps, create: request.create }, use);
}

/**
 * The folder in one step instead of one a level: opened by its path, and taken only when the system says
 * that what was opened is at that very path, by way of no link. Undefined when it is not, or not there:
 * the long way then tells why.
 */
async function openDirect(request: FolderRequest): Promise<OpenFolder | undefined> {
  const { above = [], parts, pinned } = request;
  const path = join(rootPath(request), ...above, ...parts);
  const handle = await openAtPath(path, OPEN_FOLDER);
  return handle && { handle, path, shown: parts.join('/'), pinned };
}

/** Opens what is at a true path, by way of no link; undefined when there is none. Where `canPin` only. */
export async function openAtPath(path: string, flags: number): Promise<FileHandle | undefined> {
  const handle = await open(path, flags | constants.O_NOFOLLOW).catch(() => undefined);
  if (handle === undefined) return undefined;
  // Where an open file is, as Linux knows it; asked without waiting, since no disk is read.
  if (readlinkSync(`/proc/self/fd/${handle.fd}`) === path) return handle;
  await handle.close();
  return undefined;
}

/**
 * Links above the root are the operator's own; the root itself must be a true folder, unless it is a
 * content directory, which an operator may reach as they like. A root that is not there is itself.
 */
export function rootPath({ root, above }: Pick<FolderRequest, 'root' | 'above'>): string {
  const path = resolve(root);
  try {
    if (above) return realpathSync.native(path);
    return join(realpathSync.native(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

const isPinnable = process.platform === 'linux' && existsSync('/proc/self/fd');

/** Whether this system lets entries be addressed through an open handle. */
export function canPin(): boolean {
  return isPinnable;
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
    const path = rootPath(request);
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
