import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { temporaryDir } from './content-dir.ts';
import { isThere } from './detached.ts';
import { jsonLines } from './reports.ts';

/** What the hook wrote down of a payload that it was given. */
export interface Hooked {
  id: string;
  item: string;
  /** Of the hook itself. */
  pid: number;
}

/** Items at which the hook waits until it is killed: before it writes down what it was given, or after. */
export interface Stuck {
  before?: string;
  after?: string;
}

/** It says that it was called, and with what; it acts by writing to its log. */
const source = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
const [log, calls, stuckFile] = process.argv.slice(2);
let text = '';
for await (const chunk of process.stdin) text += chunk;
const { id, item } = JSON.parse(text);
const line = JSON.stringify({ id, item, pid: process.pid }) + '\\n';
const stuck = existsSync(stuckFile) ? JSON.parse(readFileSync(stuckFile, 'utf8')) : {};
const forEver = () => new Promise(() => setInterval(() => {}, 1000));
appendFileSync(calls, line);
if (item === stuck.before) await forEver();
appendFileSync(log, line);
if (item === stuck.after) await forEver();
console.log('published ' + item);
`;

/** A command for `onPublish` that writes down, outside the content directory, what it is given. */
export async function recordingHook(stuck: Stuck = {}) {
  const dir = await temporaryDir();
  const [script, log] = [join(dir, 'hook.mjs'), join(dir, 'log')];
  const [calls, stuckFile] = [join(dir, 'calls'), join(dir, 'stuck.json')];
  await writeFile(script, source);
  await writeFile(stuckFile, JSON.stringify(stuck));
  const called = () => linesOf(calls);
  onTestFinished(async () => {
    for (const { pid } of await called()) if (isThere(pid)) process.kill(pid, 'SIGKILL');
  });
  return {
    settings: { onPublish: { command: [process.execPath, script, log, calls, stuckFile] } },
    /** What it did, in order. */
    log: () => linesOf(log),
    /** What it was called with, whether it did anything or not. */
    called,
    /** Waits until it has been called for all of these items. */
    calledFor: (...items: string[]) =>
      vi.waitFor(
        async () =>
          expect((await called()).map(({ item }) => item)).toEqual(expect.arrayContaining(items)),
        { timeout: 40_000, interval: 20 },
      ),
    /** It waits at no item any more. */
    unstick: () => rm(stuckFile),
  };
}

async function linesOf(file: string): Promise<Hooked[]> {
  return jsonLines(await readFile(file, 'utf8').catch(() => ''));
}
