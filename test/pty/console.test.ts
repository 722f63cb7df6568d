import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillContent } from '../cli/content-dir.ts';
import { endEngine, isGone, journalHas } from '../cli/detached.ts';
import { openPty } from './open-pty.ts';

const bin = resolve(import.meta.dirname, '../../bin/ai-factory.js');
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ai-factory-pty-'));
  await fillContent(dir);
});

afterEach(async () => {
  await endEngine(dir);
  await rm(dir, { recursive: true, force: true });
});

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
  await pty.see(/ p resume /);
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
  const pty = openPty(['run', dir, '--limit', '2', '--speed', '2'], { columns: 80, rows: 24 }, dir);
  await pty.see(/writing/);
  pty.press('q');
  await pty.see(/leave the console\?/);
  pty.press('\u001b');
  await pty.see(/q leave/);
  pty.press('q');
  await pty.see(/leave the console\?/);
  pty.press('\u0003');
  expect(await pty.exited).toBe(130);
  expect((await goOn()).exitCode).toBe(0);
  expect(await readdir(join(dir, 'accepted'))).toHaveLength(2);
});

test('a terminal that goes away leaves the batch alone, and attach comes back to it', async () => {
  const pty = openPty(['run', dir, '--limit', '2', '--speed', '2'], { columns: 80, rows: 24 }, dir);
  await pty.see(/writing/);
  pty.kill('SIGHUP');
  await pty.exited;
  expect((await status()).run.state).toBe('running');
  const back = openPty(['attach', dir], { columns: 80, rows: 24 }, dir);
  await back.see(/running/);
  back.press('q');
  await back.see(/leave the console\?/);
  // The safe answer is the one that is chosen already.
  back.press('\r');
  expect(await back.exited).toBe(0);
  const after = back.written().slice(back.written().lastIndexOf('\u001b[?1049l'));
  expect(after).toContain('The batch goes on');
  expect(after).toContain(`ai-factory attach ${dir}`);
  expect((await status()).run.state).toBe('running');
});

test('two consoles see one batch; kill -9 of one in the middle of a frame touches neither the other nor the batch', async () => {
  const size = { columns: 80, rows: 24 };
  const one = openPty(['run', dir, '--limit', '2', '--speed', '2'], size, dir);
  await one.see(/writing/);
  const two = openPty(['attach', dir], size, dir);
  await two.see(/writing/);
  two.press('p');
  await one.see(/paused by operator/);
  await two.see(/paused by operator/);
  one.press('p');
  await two.see(/● running/);
  process.kill(one.pid, 'SIGKILL');
  await one.exited;
  two.press('p');
  await two.see(/paused by operator/);
  expect((await status()).run.state).toBe('paused');
});

test('a console outlives its engine, shows what lies on disk, and says how to go on', async () => {
  const pty = openPty(['run', dir, '--limit', '3', '--speed', '2'], { columns: 80, rows: 24 }, dir);
  await journalHas(dir, 'call.started');
  await pty.see(/writing/);
  const lock = JSON.parse(await readFile(join(dir, '.engine', 'lock'), 'utf8'));
  process.kill(lock.pid, 'SIGKILL');
  await isGone(lock.pid);
  await pty.see(/crashed|died/);
  pty.press('q');
  expect(await pty.exited).toBe(1);
  expect((await goOn()).exitCode).toBe(0);
});

async function status() {
  const { stdout } = await execa(process.execPath, [bin, 'status', dir, '--json']);
  return JSON.parse(stdout);
}

/** The next run of the same, without a console. */
function goOn() {
  return execa(
    process.execPath,
    [bin, 'run', dir, '--limit', '2', '--headless', '--speed', '1000000'],
    { env: { AI_FACTORY_CONFIG_DIR: dir, ANTHROPIC_API_KEY: '' } },
  );
}
