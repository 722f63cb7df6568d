import { type FSWatcher, watch } from 'node:fs';
import { singly } from '../singly.ts';
import { createTaker, type DecisionsOptions, decisionSuffix } from './take-decisions.ts';

/** Where a folder cannot be watched, or is another one by now. */
const lookEveryMs = 2_000;

/**
 * Takes decisions that scripts drop as `<id>.decision.json`, at once and until `signal` aborts; settles
 * then. Accepted ones are removed, all others renamed to `<id>.decision.refused.json`. Never rejects.
 */
export async function watchDecisions(options: DecisionsOptions): Promise<void> {
  const { folder, signal } = options;
  const taker = createTaker(options);
  const looking = singly(taker.look);
  let watcher: FSWatcher | undefined;
  const look = () => {
    watcher ??= watchFolder(folder, looking.start, () => {
      watcher = undefined;
    });
    looking.start();
  };
  const timer = setInterval(look, lookEveryMs).unref();
  look();
  await aborted(signal);
  clearInterval(timer);
  watcher?.close();
  await looking.settled();
}

/** Undefined where it cannot be watched, such as before it is there: it is looked at all the same. */
function watchFolder(folder: string, look: () => void, onEnd: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || name.endsWith(decisionSuffix)) look();
    });
    watcher.on('error', () => {
      watcher.close();
      onEnd();
    });
    return watcher;
  } catch {
    return undefined;
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
