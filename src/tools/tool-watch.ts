import type { FileAccess, ToolContext } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** How a watched call ended; `overdue`: it did not, its promise and its files are nobody's any more. */
export type Watched<Result> =
  | { type: 'returned'; result: Result }
  | { type: 'threw'; error: unknown; wasCut: boolean }
  | { type: 'overdue' };

/** A tool that was told to end has so long to do it, in milliseconds. */
const usualGraceMs = 5_000;

/**
 * Runs a tool for at most `context.limitMs`: then its signal aborts, and when it does not heed that, it is
 * given up. Whatever it writes later meets closed files. Report cards are not its time: they have a
 * watchdog of their own.
 */
export async function watchTool<Result>(
  context: ToolContext,
  run: (context: ToolContext) => Promise<Result>,
): Promise<Watched<Result>> {
  const { limitMs } = context;
  const controller = new AbortController();
  const overdue = Promise.withResolvers<Watched<Result>>();
  const files = closable(context.files);
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => {
    files.close();
    overdue.resolve({ type: 'overdue' });
  };
  const cut = () => {
    controller.abort();
    timer = setTimeout(giveUp, Math.min(usualGraceMs, limitMs ?? usualGraceMs));
  };
  const start = () => {
    if (limitMs !== undefined && !controller.signal.aborted) timer = setTimeout(cut, limitMs);
  };
  const check = async () => {
    if (!controller.signal.aborted) clearTimeout(timer);
    try {
      return await context.check();
    } finally {
      start();
    }
  };
  const signal = AbortSignal.any([context.signal, controller.signal]);
  start();
  const ended = outcomeOf(() => run({ ...context, files, check, signal }), controller.signal);
  try {
    return await Promise.race([ended, overdue.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function outcomeOf<Result>(
  run: () => Promise<Result>,
  cut: AbortSignal,
): Promise<Watched<Result>> {
  try {
    return { type: 'returned', result: await run() };
  } catch (error) {
    return { type: 'threw', error, wasCut: cut.aborted };
  }
}

/** The same files until they are closed. */
function closable(files: FileAccess): FileAccess & { close(): void } {
  let isClosed = false;
  const open = () => {
    if (isClosed) throw new ToolError('The call was given up: its files are closed.');
    return files;
  };
  return {
    close: () => {
      isClosed = true;
    },
    read: async (path) => open().read(path),
    write: async (path, content) => open().write(path, content),
    remove: async (path) => open().remove(path),
    list: async (path) => open().list(path),
  };
}
