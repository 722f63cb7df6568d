import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { cli } from './cli.ts';
import { journalOf } from './content-dir.ts';

/** Starts an engine that goes on by itself, until the test is over; gives its process id. */
export async function detached(
  dir: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<number> {
  onTestFinished(() => endEngine(dir));
  const { exitCode, stdout, stderr } = await cli(['run', dir, '--detach', '--seed', '7', ...args], {
    env,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`ai-factory attach ${dir}`);
  expect(stdout).toContain(`ai-factory stop -C ${dir}`);
  return Number(/process (\d+)/.exec(stdout)?.[1]);
}

/** Ends the engine of a directory as no engine would have it, when one is left. */
export async function endEngine(dir: string): Promise<void> {
  const owner = await readFile(join(dir, '.engine', 'lock'), 'utf8').catch(() => undefined);
  if (owner === undefined) return;
  const { pid } = JSON.parse(owner);
  if (isThere(pid)) process.kill(pid, 'SIGKILL');
  await isGone(pid);
}

export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function isGone(pid: number): Promise<void> {
  await vi.waitFor(() => expect(isThere(pid)).toBe(false), { timeout: 40_000, interval: 20 });
}

/** Waits until the journal of a directory holds an event of that type. */
export async function journalHas(dir: string, type: string): Promise<void> {
  await vi.waitFor(
    async () => expect((await journalOf(dir)).map((line) => line.type)).toContain(type),
    { timeout: 40_000, interval: 20 },
  );
}
