import { attachSession } from '../client/attach-session.ts';
import type { Session } from '../client/session.ts';
import { lockHolder } from '../engine/files/lock.ts';
import { type ContentPaths, contentPaths } from '../engine/files/paths.ts';
import { UserError } from '../engine/user-error.ts';
import { quoted } from '../ui/format.ts';
import { detachedLines, endedLines } from './afterwards.ts';
import { contentDir } from './content-dir.ts';
import { stateExitCode } from './exit-code.ts';
import { sendToDesk } from './send-to-desk.ts';
import { leaveOnSignals } from './signals.ts';
import { wantsConsole } from './wants-console.ts';

export interface AttachFlags {
  content?: string;
  plain?: boolean;
  verbose?: boolean;
}

/** Watches the engine of a content directory, on a console or in plain lines; gives the exit code. */
export async function attach(dir: string | undefined, flags: AttachFlags): Promise<number> {
  const paths = contentPaths(contentDir(dir, flags.content));
  if (wantsConsole({ headless: flags.plain === true })) return attachConsole(paths);
  if ((await lockHolder(paths.lock)) === undefined) throw noEngine(paths);
  const session = await openSession(paths);
  const { followPlain } = await import('./follow-plain.ts');
  return watch(session, paths, (signal) =>
    followPlain(session, { paths, verbose: flags.verbose === true, signal }),
  );
}

/** A console over the directory, engine or no engine, until the operator leaves it. */
export async function attachConsole(paths: ContentPaths): Promise<number> {
  const shown = Promise.withResolvers<void>();
  const [session, { showConsole }] = await Promise.all([
    openSession(paths, shown.promise),
    import('./show-console.ts'),
  ]);
  return watch(session, paths, (signal) =>
    showConsole(session, { paths, signal, canDetach: true, onShown: shown.resolve }),
  );
}

export function noEngine(paths: ContentPaths): UserError {
  return new UserError(
    `No engine works in ${paths.root}. Start one with ai-factory run ${quoted(paths.root)}, or see what is there with ai-factory status ${quoted(paths.root)}.`,
  );
}

async function openSession(paths: ContentPaths, loadAfter?: Promise<void>): Promise<Session> {
  const loadCatalogue = async () => {
    const { openContent } = await import('./open-content.ts');
    return (await openContent(paths.root)).catalogue;
  };
  const after = loadAfter === undefined ? {} : { loadAfter };
  return attachSession({
    paths,
    loadCatalogue,
    by: 'operator',
    sendToDesk: (command, by) => sendToDesk(paths, command, by),
    ...after,
  });
}

/** Whatever ends the watching, the batch is not touched; what became of it is said on the normal screen. */
async function watch(
  session: Session,
  paths: ContentPaths,
  show: (signal: AbortSignal) => Promise<unknown>,
): Promise<number> {
  const signals = leaveOnSignals();
  try {
    await show(signals.terminated);
  } finally {
    signals.close();
    session.close();
  }
  const state = session.store.getState();
  const isOver = session.getLink().type === 'none' || state.run.outcome !== undefined;
  const after = isOver
    ? endedLines(paths, state)
    : detachedLines(paths, (await lockHolder(paths.lock))?.pid);
  process.stdout.write(after);
  return isOver ? stateExitCode(state) : 0;
}
