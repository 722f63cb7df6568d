import type { Ack, Command } from '../engine/commands/command.ts';
import { lockHolder } from '../engine/files/lock.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import type { CatalogueItem } from '../engine/product.ts';
import { singly } from '../engine/singly.ts';
import { errorMessage } from '../engine/user-error.ts';
import { sleep } from '../models/clock.ts';
import { type Connection, connect } from './connection.ts';
import { createFollower, type Follower } from './follower.ts';
import type { Link, Session } from './session.ts';

export interface AttachOptions {
  paths: ContentPaths;
  /** Read while the first figures are on the screen already. */
  loadCatalogue(): Promise<readonly CatalogueItem[]>;
  /** Recorded by the engine with every command. */
  by: string;
  /** Carries out, without an engine, what can be: decisions, retry and skip. */
  sendToDesk: SendToDesk;
  /** Items are not read before this: that takes a while for many, and a first frame should not wait for it. */
  loadAfter?: Promise<void>;
}

/** The answer, or undefined when the command takes an engine. */
export type SendToDesk = (command: Command, by: string) => Promise<Ack> | undefined;

const firstBackoffMs = 250;
const longestBackoffMs = 5_000;
/** How often a directory without an engine is looked at for a new one. */
const idleMs = 2_000;
const refreshMs = 1_000;

/**
 * Follows the engine of a content directory, whatever becomes of either: figures at once, then items
 * and history from its files, then event by event. With no engine it shows what lies on disk, and
 * takes up the next engine that comes. Returns once there is something to draw; never rejects.
 */
export async function attachSession(options: AttachOptions): Promise<Session> {
  const { paths, by } = options;
  const closing = new AbortController();
  let link: Link = { type: 'loading' };
  let connection: Connection | undefined;
  const follower = createFollower({
    paths,
    async loadCatalogue() {
      await options.loadAfter;
      return options.loadCatalogue();
    },
    onTrouble: (reason) => connection?.close(reason),
  });
  const show = (next: Link) => {
    if (closing.signal.aborted) return;
    link = next;
    follower.touch();
  };
  const tryConnect = async () => {
    const made = await connect({ paths, by, onNews: follower.hear }).catch((error: unknown) => ({
      refused: errorMessage(error),
    }));
    if ('refused' in made || !closing.signal.aborted) return made;
    made.close();
    return { refused: 'closed' };
  };
  const stay = (made: Connection) => {
    connection = made;
    return stayOn(made, { follower, show }).finally(() => {
      connection = undefined;
    });
  };
  const first = await tryConnect();
  const life = follow({ first, tryConnect, stay, show, follower, paths, signal: closing.signal });
  // What it meets it shows as its link; a bug in it must not end the console.
  life.catch((error: unknown) => show({ type: 'none', reason: errorMessage(error) }));
  // Many decisions may come at once: what lies on disk is read again after them, not for each.
  const reloading = singly(async () => {
    await follower.loadFromDisk();
    follower.touch();
  });
  const sendAtRest = async (command: Command): Promise<Ack> => {
    const answer = link.type === 'none' ? options.sendToDesk(command, by) : undefined;
    if (!answer) return { ok: false, reason: whyNot(link) };
    const ack = await answer.catch((error: unknown) => ({
      ok: false as const,
      reason: errorMessage(error),
    }));
    reloading.start();
    return ack;
  };
  return {
    store: follower.store,
    send: (command) => connection?.send(command) ?? sendAtRest(command),
    getLink: () => link,
    getCatalogue: follower.getCatalogue,
    getEvents: follower.getEvents,
    close() {
      closing.abort();
      connection?.close();
    },
  };
}

type Attempt = Connection | { refused: string };

interface Life {
  first: Attempt;
  tryConnect(): Promise<Attempt>;
  stay(connection: Connection): Promise<string>;
  show(link: Link): void;
  follower: Follower;
  paths: ContentPaths;
  signal: AbortSignal;
}

/** Connection after connection, until the session is closed. */
async function follow(life: Life): Promise<void> {
  const { follower, paths, signal, show, tryConnect } = life;
  let isIdle = false;
  let backoffMs = firstBackoffMs;
  let attempt = life.first;
  while (!signal.aborted) {
    let reason: string;
    if ('refused' in attempt) reason = attempt.refused;
    else {
      isIdle = false;
      backoffMs = firstBackoffMs;
      reason = await life.stay(attempt);
    }
    const why = isIdle ? undefined : await whyOver(follower, paths);
    if (why !== undefined) {
      isIdle = true;
      show({ type: 'none', reason: (await follower.loadFromDisk()) ?? why });
    } else if (!isIdle) show({ type: 'lost', reason });
    await sleep(isIdle ? idleMs : backoffMs, signal);
    backoffMs = Math.min(longestBackoffMs, backoffMs * 2);
    if (!signal.aborted) attempt = await tryConnect();
  }
}

/** As long as the line holds; gives why it was cut. */
async function stayOn(
  connection: Connection,
  { follower, show }: Pick<Life, 'follower' | 'show'>,
): Promise<string> {
  if (!follower.isLoaded()) show({ type: 'loading' });
  const refreshing = setInterval(() => {
    if (!follower.isLoaded()) connection.refresh();
  }, refreshMs);
  void follower.catchUp().then(() => {
    if (follower.isLoaded()) show({ type: 'live' });
  });
  const reason = await connection.over;
  clearInterval(refreshing);
  return reason;
}

/** Why no engine can be expected here any more, or undefined while one may come back. */
async function whyOver(follower: Follower, paths: ContentPaths): Promise<string | undefined> {
  const { outcome, reason, state } = follower.store.getState().run;
  if (follower.isLoaded() && outcome !== undefined) return `the run has ended: ${reason}`;
  try {
    if ((await lockHolder(paths.lock)) !== undefined) return undefined;
    const wasLive = state === 'running' || state === 'paused';
    return wasLive ? 'the engine died; ai-factory run goes on' : 'no engine works here';
  } catch (error) {
    return errorMessage(error);
  }
}

/** Names something towards it. */
function whyNot(link: Link): string {
  if (link.type === 'lost') {
    return `the engine is silent (${link.reason}); ai-factory status tells how the run stands`;
  }
  return 'no engine works here; ai-factory run starts one';
}
