import type { Ack, Command } from '../engine/commands/command.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import type { OpenDesk } from '../engine/open-desk.ts';

/**
 * Carries out a console's command where no engine works: a decision, retry or skip. Undefined for what
 * takes an engine. Rejects when the directory is somebody else's by now.
 */
export function sendToDesk(
  paths: ContentPaths,
  command: Command,
  by: string,
): Promise<Ack> | undefined {
  switch (command.type) {
    case 'approve':
    case 'deny':
      return atDesk(paths, (desk) => desk.decide(command, by));
    case 'retry':
    case 'skip':
      return atDesk(paths, (desk) => desk[command.type](command.item, by));
    case 'reset-breaker':
      return atDesk(paths, async (desk) => desk.resetBreaker(command.id, by));
    case 'pause':
    case 'resume':
    case 'stop':
    case 'set-workers':
    case 'set-budget':
    case 'set-daily':
    case 'allow-alike':
      return undefined;
    default:
      return command satisfies never;
  }
}

/** Decisions come in batches: the desk stays open until there was none for so long. */
const lingerMs = 300;

interface Shared {
  desk: Promise<OpenDesk>;
  users: number;
}
let shared: Shared | undefined;
/** The directory has one lock: a desk opens once the one before has closed. */
let closed: Promise<unknown> = Promise.resolve();

async function atDesk(paths: ContentPaths, use: (desk: OpenDesk) => Promise<Ack>): Promise<Ack> {
  const mine = shared ?? { desk: closed.then(() => openLate(paths)), users: 0 };
  shared = mine;
  mine.users += 1;
  try {
    return await use(await mine.desk);
  } finally {
    setTimeout(() => leave(mine), lingerMs);
  }
}

function leave(mine: Shared): void {
  mine.users -= 1;
  if (mine.users > 0) return;
  if (shared === mine) shared = undefined;
  // One that could not be opened has told its users why.
  closed = mine.desk.then((desk) => desk.close()).catch(() => {});
}

/** A console begins without what a desk takes. */
async function openLate(paths: ContentPaths): Promise<OpenDesk> {
  const { openDeskOf } = await import('./open-desk-of.ts');
  return openDeskOf(paths);
}
