import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPty } from './open-pty.ts';

const bundled = resolve(import.meta.dirname, '../../content/algorithms');
const bin = resolve(import.meta.dirname, '../../bin/ai-factory.js');
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ai-factory-pty-'));
  for (const name of ['factory.json', 'catalogue.jsonl', 'guides']) {
    await cp(join(bundled, name), join(dir, name), { recursive: true });
  }
});

afterEach(() => rm(dir, { recursive: true, force: true }));

test('an operator watches a batch, pauses it, resizes, reads the help, and leaves when it is done', async () => {
  const args = ['run', dir, '--limit', '3', '--seed', '7', '--speed', '100'];
  const pty = openPty(args, { columns: 80, rows: 24 }, dir);
  await pty.see(/REHEARSAL/);
  await pty.see(/writing/);
  pty.press('p');
  await pty.see(/paused by operator/);
  pty.press('?');
  await pty.see(/keys/);
  pty.press('\u001b');
  await pty.see(/f failures/);
  pty.resize(120, 40);
  await pty.see(/paused by operator[\s\S]*leave/);
  pty.press('p');
  await pty.see(/nothing is left to do/);
  expect(pty.screen()).toMatch(/3\/3/);
  pty.press('q');
  expect(await pty.exited).toBe(0);
  // On the normal screen, after the console has gone: the outcome and the paths.
  const after = pty.written().slice(pty.written().lastIndexOf('\u001b[?1049l'));
  expect(after).toMatch(/3 accepted/);
  expect(after).toContain(join(dir, 'accepted'));
  expect(await readdir(join(dir, 'accepted'))).toHaveLength(3);
});

test('leaving in the middle asks first, and the next run goes on', async () => {
  const pty = openPty(
    ['run', dir, '--limit', '4', '--speed', '10'],
    { columns: 80, rows: 24 },
    dir,
  );
  await pty.see(/writing/);
  pty.press('q');
  await pty.see(/leave the run\?/);
  pty.press('\r');
  await pty.see(/q leave/);
  pty.press('q');
  await pty.see(/leave the run\?/);
  pty.press('\u0003');
  expect(await pty.exited).toBe(130);
  const next = await execa(
    process.execPath,
    [bin, 'run', dir, '--limit', '4', '--headless', '--speed', '1000000'],
    {
      env: { AI_FACTORY_CONFIG_DIR: dir, ANTHROPIC_API_KEY: '' },
    },
  );
  expect(next.exitCode).toBe(0);
  expect(await readdir(join(dir, 'accepted'))).toHaveLength(4);
});

test('a terminal that goes away ends the run in order, and nothing is locked or lost', async () => {
  const pty = openPty(
    ['run', dir, '--limit', '4', '--speed', '10'],
    { columns: 80, rows: 24 },
    dir,
  );
  await pty.see(/writing/);
  pty.kill('SIGHUP');
  await pty.exited;
  const { stdout } = await execa(process.execPath, [bin, 'status', dir, '--json']);
  expect(JSON.parse(stdout).run.state).toBe('stopped');
  const next = await execa(
    process.execPath,
    [bin, 'run', dir, '--limit', '4', '--headless', '--speed', '1000000'],
    {
      env: { AI_FACTORY_CONFIG_DIR: dir, ANTHROPIC_API_KEY: '' },
    },
  );
  expect(next.exitCode).toBe(0);
});
