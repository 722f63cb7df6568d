import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bin, cleanEnv } from '../cli/cli.ts';
import { contentDir, namesIn } from '../cli/content-dir.ts';

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
  const timer = setInterval(look, 20);
  await once(child, 'exit');
  clearInterval(timer);
  look();
  return seen;
}

test.each(['000', '077'])(
  'under umask %s everything in .engine is this user’s alone, at every moment of a run',
  async (umask) => {
    const dir = await contentDir({ publish: 'ask' });
    const seen = await runUnder(umask, dir);
    const engine = [...seen].filter(([path]) => /^\.engine(\/|$)/.test(path));
    for (const [path, { mode, isFolder }] of engine) {
      expect([path, mode.toString(8)]).toEqual([path, isFolder ? '700' : '600']);
    }
    const names = engine.map(([path]) => path);
    expect(names).toContain('.engine/socket');
    expect(names).toContain('.engine/checkpoint.json');
    expect(names).toContain('.engine/journal/000000000001.jsonl');
    expect(names.filter((name) => /^\.engine\/approvals\/.+\.json$/.test(name))).toHaveLength(2);
  },
);

test('whatever the umask, nothing that a run writes can be changed by others, and transcripts not read', async () => {
  const dir = await contentDir({ publish: 'allow' });
  const before = new Set(modesBelow(dir).keys());
  const seen = await runUnder('000', dir);
  expect(await namesIn(join(dir, 'accepted'))).toHaveLength(2);
  expect(await namesIn(join(dir, 'published'))).toHaveLength(2);
  const made = [...seen].filter(([path]) => !before.has(path));
  for (const [path, { mode }] of made) {
    expect([path, (mode & 0o022).toString(8)]).toEqual([path, '0']);
    if (path.startsWith('work/')) expect([path, (mode & 0o077).toString(8)]).toEqual([path, '0']);
  }
});

test('a folder .engine that others could enter is closed to them', async () => {
  const dir = await contentDir();
  await mkdir(join(dir, '.engine'));
  await chmod(join(dir, '.engine'), 0o777);
  await writeFile(join(dir, 'note'), '');
  await runUnder('022', dir);
  expect(modesBelow(dir).get('.engine')?.mode).toBe(0o700);
});
