import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readFactoryConfig } from '../engine/factory-config.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { UserError } from '../engine/user-error.ts';
import { engineLogFile, openLogFile } from './engine-log.ts';
import type { StartReport } from './engine-process.ts';
import { engineArguments, type RunFlags } from './run-flags.ts';

const bin = fileURLToPath(new URL('../../bin/ai-factory.js', import.meta.url));
const reportSchema: z.ZodType<StartReport> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
]);
const shownBytes = 2_000;

/**
 * Starts an engine in a process group of its own, which no terminal can take down, and waits until it
 * can be reached; gives its process id. Throws a UserError with the engine's own reason, or the end of
 * its log, when it cannot work.
 */
export async function startEngineProcess(paths: ContentPaths, flags: RunFlags): Promise<number> {
  // Before anything is written: a directory that is none must not get a log.
  await readFactoryConfig(paths.factory);
  const log = openLogFile(paths);
  const logged = statSync(engineLogFile(paths)).size;
  // The key is in the environment alone: arguments can be seen by everybody.
  const child = spawn(process.execPath, [bin, 'engine', paths.root, ...engineArguments(flags)], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const release = endWithUs(child);
  try {
    const report = await firstReport(child);
    if (report === undefined) throw diedSilently(paths, logged, child);
    if (report.type === 'failed') throw new UserError(report.reason);
    return child.pid ?? 0;
  } finally {
    release();
    if (child.connected) child.disconnect();
    child.unref();
  }
}

/** What it says first, or undefined when it ends without a word. */
function firstReport(child: ChildProcess): Promise<StartReport | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (message) => resolve(reportSchema.parse(message)));
    child.once('exit', () => resolve(undefined));
  });
}

/** Ctrl-c while the engine starts is meant for it too: nobody could know yet that it goes on alone. */
function endWithUs(child: ChildProcess): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    child.kill('SIGTERM');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

function diedSilently(paths: ContentPaths, logged: number, child: ChildProcess): UserError {
  const path = engineLogFile(paths);
  const text = existsSync(path) ? readFileSync(path).subarray(logged).toString('utf8') : '';
  const how = child.signalCode ?? `exit code ${child.exitCode}`;
  const said =
    text.trim() === '' ? 'It said nothing.' : `It said:\n${text.trim().slice(-shownBytes)}`;
  return new UserError(
    `The engine ended before it could be reached (${how}). ${said}\nIts log is ${path}.`,
  );
}
