import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ContentPaths } from '../engine/files/paths.ts';
import type { Store } from '../engine/journal/store.ts';
import { UserError } from '../engine/user-error.ts';
import { safeText } from './write-out.ts';

/** What an engine that nobody may be watching has to say for itself, a line each, fit for a terminal. */
export interface EngineLog {
  say(level: 'info' | 'warning' | 'error', text: string): void;
  close(): void;
}

/** As 'a', but never through a link. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
const largestBytes = 5 * 1024 * 1024;

/** Where an engine's log lies. */
export function engineLogFile({ engine }: Pick<ContentPaths, 'engine'>): string {
  return join(engine, 'engine.log');
}

/** Opens the log for appending, readable for this user alone; one that has grown large is put aside first. */
export function openLogFile(paths: Pick<ContentPaths, 'engine'>): number {
  const path = engineLogFile(paths);
  mkdirSync(paths.engine, { recursive: true, mode: 0o700 });
  if (!lstatSync(paths.engine).isDirectory()) {
    throw new UserError(
      `${paths.engine}: expected a folder, found a link. Put a true folder there.`,
    );
  }
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestBytes) renameSync(path, `${path}.old`);
  return openSync(path, APPEND, 0o600);
}

export function openEngineLog(paths: Pick<ContentPaths, 'engine'>): EngineLog {
  const file = openLogFile(paths);
  return {
    say(level, text) {
      try {
        const at = new Date().toISOString();
        writeSync(file, `${at} ${level} [${process.pid}] ${safeText(text)}\n`);
      } catch {
        // A full disk ends the run by itself, with its own words; the log is not worth an end.
      }
    },
    close: () => closeSync(file),
  };
}

/** Writes down what a person would ask for later: warnings, who stopped or paused it, how it ended. */
export function logEvents(store: Store, log: EngineLog): () => void {
  return store.subscribe((event) => {
    switch (event?.type) {
      case 'notice.given':
        if (event.level !== 'info') log.say(event.level, event.message);
        return;
      case 'run.paused':
        return log.say('info', `paused by ${event.by}`);
      case 'run.resumed':
        return log.say('info', `resumed by ${event.by}`);
      case 'run.stopping':
        return log.say('info', `stopping${event.now ? ' now' : ''}, asked by ${event.by}`);
      case 'run.ended':
        return log.say('info', `${event.outcome}: ${event.reason}`);
      default:
        return;
    }
  });
}
