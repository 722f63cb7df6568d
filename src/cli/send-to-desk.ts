import type { Ack, Command } from '../engine/command.ts';
import type { OpenDesk } from '../engine/open-desk.ts';
import type { ContentPaths } from '../engine/paths.ts';

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
    case 'pause':
    case 'resume':
    case 'stop':
    case 'set-workers':
    case 'set-budget':
    case 'allow-alike':
      return undefined;
    default:
      return command satisfies never;
  }
}

/** Keys that come together are carried out one after the other: the directory has one lock. */
let last: Promise<unknown> = Promise.resolve();

function atDesk(paths: ContentPaths, use: (desk: OpenDesk) => Promise<Ack>): Promise<Ack> {
  const next = last.then(() => useDesk(paths, use));
  last = next.catch(() => {});
  return next;
}

async function useDesk(paths: ContentPaths, use: (desk: OpenDesk) => Promise<Ack>): Promise<Ack> {
  const [{ openContent }, { gatedWork }, { openDesk }] = await Promise.all([
    import('./open-content.ts'),
    import('./gated-work.ts'),
    import('../engine/open-desk.ts'),
  ]);
  const content = await openContent(paths.root);
  const { tools, actions } = gatedWork(content);
  const { catalogue } = content;
  const desk = await openDesk({ paths, catalogue, tools, actions, now: Date.now });
  try {
    return await use(desk);
  } finally {
    await desk.close();
  }
}
