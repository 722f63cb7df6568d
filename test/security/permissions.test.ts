import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bin, cleanEnv } from '../cli/cli.ts';
import { contentDir, namesIn } from '../cli/content-dir.ts';
import { rehearseBatch } from '../cli/rehearsed-batch.ts';

const UNNAMED = /\/socket\.[0-9a-f]{8}$/;

/** The kind and mode of everything below a folder, itself included, by path. */
function modesBelow(folder: string): Map<string, { mode: number; isFolder: boolean }> {
  const found = new Map<string, { mode: number; isFolder: boolean }>();
  const look = (path: string) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) return;
    found.set(relative(folder, path), { mode: stats.mode & 0o777, isFolder: stats.isDirectory() });
    if (stats.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
  };
  look(folder);
  return found;
}

/** Runs a batch under a umask, and collects what lay in the folder at any moment of it. */
async function runUnder(umask: string, dir: string) {
  const args = ['run', dir, '--headless', '--seed', '7', '--speed', '200', '--limit', '2'];
  const shell = `umask ${umask}; exec "$0" "$@"`;
  const child = spawn('sh', ['-c', shell, process.execPath, bin, ...args], {
    env: cleanEnv,
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const seen = new Map<string, { mode: number; isFolder: boolean }>();
  const look = () => {
    for (const [path, what] of modesBelow(dir)) {
      // A socket can be closed to others only once it is there: it is made under a name that nobody knows.
      if (!UNNAMED.test(path)) seen.set(path, what);
    }
  };
  const timer = setInterval(look, 30);
  await once(child, 'exit');
  clearInterval(timer);
  look();
  return seen;
}

/** One is published without asking, the other waits. */
const gates = [{ tool: 'publish', item: 'two-sum', gate: 'allow' }];

test.each(['000', '077'])(
  'under umask %s, at every moment of a run, .engine and transcripts are this user’s alone, and nothing can be changed by others',
  async (umask) => {
    const dir = await contentDir({ publish: 'ask', gates });
    const before = new Set(modesBelow(dir).keys());
    const seen = await runUnder(umask, dir);
    expect(await namesIn(join(dir, 'accepted'))).toHaveLength(2);
    expect(await namesIn(join(dir, 'published'))).toHaveLength(1);
    const made = [...seen].filter(([path]) => !before.has(path));
    for (const [path, { mode, isFolder }] of made) {
      expect([path, (mode & 0o022).toString(8)]).toEqual([path, '0']);
      if (path.startsWith('work/')) expect([path, (mode & 0o077).toString(8)]).toEqual([path, '0']);
      if (!/^\.engine(\/|$)/.test(path)) continue;
      expect([path, mode.toString(8)]).toEqual([path, isFolder ? '700' : '600']);
    }
    const names = made.map(([path]) => path);
    expect(names).toContain('.engine/socket');
    expect(names).toContain('.engine/checkpoint.json');
    expect(names).toContain('.engine/journal/000000000001.jsonl');
    expect(names.filter((name) => /^\.engine\/approvals\/.+\.json$/.test(name))).toHaveLength(2);
  },
);

test('a folder .engine that others could enter is closed to them', async () => {
  const dir = await contentDir();
  await mkdir(join(dir, '.engine'));
  await chmod(join(dir, '.engine'), 0o777);
  await rehearseBatch(dir, 1);
  expect(modesBelow(dir).get('.engine')?.mode).toBe(0o700);
});
