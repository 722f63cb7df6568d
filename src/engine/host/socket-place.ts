import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { ContentPaths } from '../files/paths.ts';
import { errorCode, UserError } from '../user-error.ts';

type Places = Pick<ContentPaths, 'root' | 'engine'>;

/** Bytes that a socket's name may have (sun_path without its final zero). */
const longestName = process.platform === 'linux' ? 107 : 103;
/** A socket is made under a longer, temporary name and then renamed. */
export const temporarySuffixBytes = 9;

/** The usual place of an engine's socket. */
export function usualSocket({ engine }: Pick<Places, 'engine'>): string {
  return join(engine, 'socket');
}

/** The file that names the socket where it cannot lie in the usual place. */
export function pointerFile({ engine }: Pick<Places, 'engine'>): string {
  return join(engine, 'socket.path');
}

/** Whether a socket may have this name, its temporary one included. */
export function fitsSocketName(path: string): boolean {
  return Buffer.byteLength(path) + temporarySuffixBytes <= longestName;
}

/**
 * A place for the socket outside the content directory, in a folder that is this user's alone. Throws
 * a UserError when the folder is somebody else's, or its name is too long as well.
 */
export async function socketElsewhere({ root }: Places): Promise<string> {
  const real = await realpath(root);
  const name = `${createHash('sha256').update(real).digest('hex').slice(0, 16)}.socket`;
  const runtime = process.env.XDG_RUNTIME_DIR;
  const folders = [
    ...(runtime && isAbsolute(runtime) ? [join(runtime, 'ai-factory')] : []),
    join(tmpdir(), `ai-factory-${ownUid() ?? 'user'}`),
  ].filter((folder) => fitsSocketName(join(folder, name)));
  const refusals: string[] = [];
  for (const folder of folders) {
    const refusal = await makePrivate(folder);
    if (refusal === undefined) return join(folder, name);
    refusals.push(refusal);
  }
  throw new UserError(
    `${root}: expected a place for the engine's socket. Its own path is too long for one, or its file system has none; ` +
      `${refusals.join('; ') || 'and the temporary folder has too long a name'}. Set XDG_RUNTIME_DIR to a short folder of yours.`,
  );
}

/** Where an engine of this content directory listens, if one does: its own socket, or the one it points to. */
export async function findSocket(paths: Places): Promise<string> {
  const pointed = await readFile(pointerFile(paths), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (pointed === undefined) return usualSocket(paths);
  const path = pointed.trim();
  await requireOwn(paths, path);
  return path;
}

/** A pointer that anybody could have written must not lead to somebody else's engine. */
async function requireOwn(paths: Places, path: string): Promise<void> {
  const wrong = (found: string) =>
    new UserError(
      `${pointerFile(paths)}: expected the name of a socket of this user in a folder that is theirs alone; found ${found}. With no engine running, remove that file.`,
    );
  if (!isAbsolute(path)) throw wrong(JSON.stringify(path.slice(0, 60)));
  const found = await lstat(path).catch(() => undefined);
  // A dead engine's pointer may outlive its socket: connecting then says so.
  if (!found) return;
  const folder = await whyNotPrivate(dirname(path));
  if (folder !== undefined) throw wrong(folder);
  if (!found.isSocket()) throw wrong(`${path}, which is no socket`);
  if (found.uid !== (ownUid() ?? found.uid)) throw wrong(`${path} of user ${found.uid}`);
}

async function makePrivate(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    if (errorCode(error) !== 'EEXIST') return `${folder} cannot be made (${errorCode(error)})`;
  }
  return whyNotPrivate(folder);
}

/** Why a folder is not this user's alone, or undefined when it is. */
async function whyNotPrivate(folder: string): Promise<string | undefined> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found) return `${folder}, which is not there`;
  if (!found.isDirectory()) return `${folder}, which is no folder`;
  if (found.uid !== (ownUid() ?? found.uid)) return `${folder} of user ${found.uid}`;
  if ((found.mode & 0o077) !== 0) return `${folder}, which is open to others`;
  return undefined;
}

function ownUid(): number | undefined {
  return process.getuid?.();
}
