import { existsSync } from 'node:fs';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli, runArgs, startCli } from './cli.ts';
import { bundledItems, contentDir, idsIn, journalOf, namesIn } from './content-dir.ts';
import { detached, isGone, isThere, journalHas } from './detached.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { statusOf } from './reports.ts';

test('a detached batch is watched by two at once, who hear how it ends', async () => {
  const dir = await contentDir();
  const pid = await detached(dir, ['--limit', '2', '--speed', '60']);
  expect((await stat(join(dir, '.engine', 'socket'))).mode & 0o777).toBe(0o600);
  const watchers = await Promise.all([cli(['attach', '--plain', dir]), cli(['attach', dir])]);
  for (const { exitCode, stdout } of watchers) {
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^REHEARSAL: algorithms in .*: running/);
    expect(stdout).toContain('finished: nothing is left to do');
    expect(stdout).toContain('items       2 accepted');
    expect(stdout).not.toContain('looking for it');
  }
  await isGone(pid);
  const left = ['approvals', 'checkpoint.json', 'engine.log', 'journal'];
  expect(await namesIn(join(dir, '.engine'))).toEqual(left);
  const log = await readFile(join(dir, '.engine', 'engine.log'), 'utf8');
  expect(log).toMatch(/info .*started: run .*2 items[\s\S]*finished: nothing is left to do/);
});

test('scripts do what keys do, and are told what came of it', async () => {
  const dir = await contentDir();
  const at = ['-C', dir];
  const pid = await detached(dir, ['--limit', '6', '--workers', '2', '--speed', '2']);
  await journalHas(dir, 'call.started');
  expect(await cli(['pause', ...at])).toMatchObject({
    exitCode: 0,
    stdout: 'pausing: calls in flight are finished',
  });
  expect((await statusOf(dir)).run.state).toBe('paused');
  const again = await cli(['pause', ...at]);
  expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  expect(again.stderr).toBe('refused: the run is paused already');
  expect(await cli(['workers', '3', ...at])).toMatchObject({ exitCode: 0, stdout: '3 workers' });
  expect(await cli(['budget', '7.5', ...at])).toMatchObject({
    exitCode: 0,
    stdout: 'budget $7.50',
  });
  expect((await statusOf(dir)).money.budgetUsd).toBe(7.5);
  const skipped = await cli(['skip', 'valid-parentheses', 'no-such-item', ...at]);
  expect(skipped.exitCode).toBe(1);
  expect(skipped.stdout).toBe('valid-parentheses: it is handed to a person');
  expect(skipped.stderr).toContain('there is no item no-such-item');
  expect(await cli(['retry', 'valid-parentheses', ...at])).toMatchObject({ exitCode: 0 });
  expect(await cli(['approve', 'nothing-asked', ...at])).toMatchObject({ exitCode: 1 });
  expect(await cli(['resume', ...at])).toMatchObject({ exitCode: 0, stdout: 'resumed' });
  expect(await cli(['stop', '--now', ...at])).toMatchObject({ exitCode: 0 });
  await isGone(pid);
  const told = (await journalOf(dir)).filter((line) => 'by' in line).map((line) => line.by);
  expect(new Set(told)).toEqual(new Set(['the command line']));
  expect((await statusOf(dir)).run.state).toBe('stopped');
});

test('nothing that happens to a watcher, and no hang-up, touches the batch', async () => {
  const dir = await contentDir();
  const pid = await detached(dir, ['--limit', '2', '--speed', '2']);
  const watcher = startCli(['attach', '--plain', dir]);
  await journalHas(dir, 'call.started');
  await new Promise((resolve) => watcher.child.stdout.once('data', resolve));
  watcher.child.kill('SIGKILL');
  process.kill(pid, 'SIGHUP');
  expect((await watcher.ended).signal).toBe('SIGKILL');
  const leaver = startCli(['attach', '--plain', dir]);
  await new Promise((resolve) => leaver.child.stdout.once('data', resolve));
  leaver.child.kill('SIGTERM');
  const left = await leaver.ended;
  expect(left.exitCode).toBe(0);
  expect(left.stdout).toContain(`The batch goes on (process ${pid})`);
  expect((await statusOf(dir)).run.state).toBe('running');
  expect(await cli(['pause', '-C', dir])).toMatchObject({ exitCode: 0 });
});

test('a signal stops an engine in order, as it does a run without a console', async () => {
  const dir = await contentDir();
  const pid = await detached(dir, ['--limit', '3', '--speed', '2']);
  await journalHas(dir, 'call.started');
  process.kill(pid, 'SIGTERM');
  await isGone(pid);
  expect((await statusOf(dir)).run.state).toBe('stopped');
  expect((await journalOf(dir)).at(-1)).toMatchObject({ outcome: 'interrupted' });
});

test('an engine that dies is said to have died, and the next run goes on', async () => {
  const dir = await contentDir();
  const pid = await detached(dir, ['--limit', '2', '--speed', '2']);
  const watcher = startCli(['attach', '--plain', dir]);
  await new Promise((resolve) => watcher.child.stdout.once('data', resolve));
  await journalHas(dir, 'call.started');
  process.kill(pid, 'SIGKILL');
  const { exitCode, stdout } = await watcher.ended;
  expect(exitCode).toBe(1);
  expect(stdout).toContain('crashed: the engine died');
  // Its socket is still there, and answers to nobody.
  expect(existsSync(join(dir, '.engine', 'socket'))).toBe(true);
  expect((await cli(['pause', '-C', dir])).stderr).toContain('No engine works in');
  expect((await cli(runArgs(dir, '--limit', '2'))).exitCode).toBe(0);
  expect(existsSync(join(dir, '.engine', 'socket'))).toBe(false);
});

test('a second run is told how to come to the first', async () => {
  const dir = await contentDir();
  const pid = await detached(dir, ['--limit', '2', '--speed', '2']);
  for (const how of ['--headless', '--detach']) {
    const { exitCode, stderr } = await cli(['run', dir, how]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`process ${pid} on `);
    expect(stderr).toContain(`ai-factory attach ${dir}`);
  }
  expect(isThere(pid)).toBe(true);
});

test('a start that fails tells its reason here, not in a log alone', async () => {
  const dir = await contentDir();
  await appendFile(join(dir, 'catalogue.jsonl'), '{"id": "half a row"\n');
  const { exitCode, stderr, stdout } = await cli(['run', dir, '--detach']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`catalogue.jsonl:${bundledItems + 1}: expected one JSON object`);
  expect(stdout).toBe('');
  const nowhere = await cli(['run', join(dir, 'nowhere'), '--detach']);
  expect(nowhere.stderr).toContain('not found');
  expect(existsSync(join(dir, 'nowhere'))).toBe(false);
});

test('the key is in no argument of an engine, and in none of its files', async () => {
  const dir = await contentDir();
  const key = 'sk-ant-secret-1234567890';
  const flags = ['--provider', 'rehearsal', '--limit', '2', '--speed', '5'];
  const pid = await detached(dir, flags, { ANTHROPIC_API_KEY: key });
  if (process.platform === 'linux') {
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    expect(args).toContain('--limit=2');
    expect(args.join(' ')).not.toContain(key);
  }
  expect(await readFile(join(dir, '.engine', 'engine.log'), 'utf8')).not.toContain(key);
});

test('a run without a console can be watched and told as well', async () => {
  const dir = await contentDir();
  const { child, ended } = startCli(['run', dir, '--headless', '--limit', '2', '--speed', '2']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await journalHas(dir, 'call.started');
  expect(await cli(['stop', '--now', '-C', dir])).toMatchObject({ exitCode: 0 });
  const { exitCode, stdout } = await ended;
  expect(exitCode).toBe(130);
  expect(stdout).toContain('stopped by the command line');
});

test('without an engine, commands say how to start one', async () => {
  const dir = await contentDir();
  for (const args of [['pause'], ['workers', '2'], ['attach', '--plain']]) {
    const { exitCode, stderr } = await cli([...args, '-C', dir]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Start one with ai-factory run ${dir}`);
  }
  expect(await namesIn(join(dir, '.engine'))).toEqual([]);
});

test('items are skipped and tried again without an engine, and the next run finds it so', async () => {
  const dir = await contentDir();
  expect(await cli(['skip', 'two-sum', '-C', dir])).toMatchObject({
    exitCode: 0,
    stdout: 'two-sum: it is handed to a person',
  });
  expect(await idsIn(dir, 'escalated')).toEqual(['two-sum']);
  expect((await statusOf(dir)).items).toMatchObject({ escalated: 1 });
  const nobody = await cli(['skip', 'two-sum', 'no-such', '-C', dir]);
  expect(nobody.exitCode).toBe(1);
  expect(nobody.stderr.split('\n')).toHaveLength(2);
  expect(await cli(['retry', 'two-sum', '-C', dir])).toMatchObject({ exitCode: 0 });
  expect(await idsIn(dir, 'escalated')).toEqual([]);
  await rehearseBatch(dir, ['two-sum', 'coin-change']);
  expect(await idsIn(dir, 'accepted')).toEqual(['coin-change', 'two-sum']);
  expect((await cli(['retry', 'two-sum', '-C', dir])).stderr).toContain('is accepted');
});
