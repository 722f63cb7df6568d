import type { SendCommand } from '../commands/command.ts';
import type { ContentPaths } from '../files/paths.ts';
import type { Store } from '../journal/store.ts';
import { type Guest, type GuestLimits, usualLimits, welcome } from './guest.ts';
import { listenPrivately } from './listen.ts';
import { encodeEvent } from './wire.ts';

export interface HostOptions {
  paths: Pick<ContentPaths, 'root' | 'engine'>;
  engine: { store: Store; send: SendCommand };
  /** Told in words of each client that was refused or cut off. */
  onRefused?: (reason: string) => void;
  /** Other bounds than the usual ones. */
  limits?: Partial<GuestLimits>;
}

export interface Host {
  /** Where the socket lies. */
  path: string;
  /** Tells clients the last events, lets them go, and removes the socket. */
  close(): Promise<void>;
}

const mostGuests = 64;
const ticksEveryMs = 250;
/** Events wait so long for others to share a write with. */
const gatherMs = 20;

/**
 * Serves an engine to any number of consoles over the Unix socket of its content directory, which only
 * the holder of the directory's lock may do. Nothing a client does reaches the engine but its commands.
 * Throws a UserError when no socket can be had. A run that ends takes no more clients.
 */
export async function serveHost(options: HostOptions): Promise<Host> {
  const { engine, onRefused = () => {} } = options;
  const limits = { ...usualLimits, ...options.limits };
  const guests = new Set<Guest>();
  let lines: string[] = [];
  let gathering: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(gathering);
    gathering = undefined;
    if (lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    for (const guest of guests) guest.tell(text);
  };
  const listener = await listenPrivately(options.paths, (socket) => {
    const guest = welcome(socket, {
      engine,
      limits,
      flush,
      isFull: guests.size >= mostGuests,
      onRefused,
      onGone: () => guests.delete(guest),
    });
    guests.add(guest);
  });
  const stopListening = engine.store.subscribe((event) => {
    if (event === undefined) return;
    if (guests.size > 0) {
      lines.push(encodeEvent(event));
      gathering ??= setTimeout(flush, gatherMs);
    }
    // While the lock is still held: a later engine's socket must not be taken for this one's.
    if (event.type === 'run.ended') listener.stop();
  });
  const ticking = setInterval(() => {
    for (const guest of guests) guest.tick();
  }, ticksEveryMs);
  ticking.unref();
  return {
    path: listener.path,
    async close() {
      stopListening();
      clearInterval(ticking);
      flush();
      listener.stop();
      await Promise.all([...guests].map((guest) => guest.leave()));
    },
  };
}
