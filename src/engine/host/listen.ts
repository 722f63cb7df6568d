import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { writeDurably } from '../files/durable.ts';
import type { ContentPaths } from '../files/paths.ts';
import { errorCode } from '../user-error.ts';
import { fitsSocketName, pointerFile, socketElsewhere, usualSocket } from './socket-place.ts';

export interface Listener {
  path: string;
  /** Takes no more connections and removes the socket, unless another engine's lies there by now. */
  stop(): void;
}

/** Errors of a file system that has no sockets. */
const noSockets = new Set(['EPERM', 'EACCES', 'EOPNOTSUPP', 'ENOTSUP', 'EINVAL', 'ENOSYS']);

/**
 * Listens on the content directory's socket, for this user alone. A dead engine's socket gives way.
 * Where the directory cannot hold a socket, it lies elsewhere and a file in `.engine` points to it.
 */
export async function listenPrivately(
  paths: Pick<ContentPaths, 'root' | 'engine'>,
  onSocket: (socket: Socket) => void,
): Promise<Listener> {
  const usual = usualSocket(paths);
  await mkdir(paths.engine, { recursive: true, mode: 0o700 });
  await rm(pointerFile(paths), { force: true });
  if (fitsSocketName(usual)) {
    try {
      return await listenAt(usual, onSocket);
    } catch (error) {
      if (!noSockets.has(errorCode(error) ?? '')) throw error;
    }
  }
  const listener = await listenAt(await socketElsewhere(paths), onSocket);
  await writeDurably(pointerFile(paths), `${listener.path}\n`, paths.root);
  return {
    ...listener,
    stop() {
      listener.stop();
      rmSync(pointerFile(paths), { force: true });
    },
  };
}

async function listenAt(path: string, onSocket: (socket: Socket) => void): Promise<Listener> {
  // Made private under a name nobody knows, then renamed: no moment in which others could come in.
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  const server = createServer(onSocket);
  await listening(server, temporary);
  chmodSync(temporary, 0o600);
  const { ino } = lstatSync(temporary);
  renameSync(temporary, path);
  // A broken listener takes its newcomers with it, not the engine.
  server.on('error', () => {});
  let isOpen = true;
  return {
    path,
    stop() {
      if (!isOpen) return;
      isOpen = false;
      server.close();
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found?.ino === ino) rmSync(path, { force: true });
    },
  };
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
