import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, cleanEnv, cli, runArgs, startCli } from './cli.ts';
import {
  addUnknownItem,
  contentDir,
  fillContent,
  idsIn,
  journalOf,
  temporaryDir,
} from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { jsonLines, type Listed, listOf, statusOf } from './reports.ts';

describe('commands that look at a directory', () => {
  let dir: string;
  let unknown: string;
  const show = async (...args: string[]) => (await cli(['show', ...args, '-C', dir])).stdout;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
    await fillContent(dir);
    unknown = await addUnknownItem(dir);
    await rehearseBatch(dir, ['two-sum', 'contains-duplicate', unknown]);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('`show` gives an overview, as text and as JSON', async () => {
    expect(await show('contains-duplicate')).toMatch(/state {5}accepted[\s\S]*attempt 1 claude-/);
    const shown = JSON.parse(await show('contains-duplicate', '--json'));
    const [listed] = (await listOf(dir)).filter(({ id }) => id === 'contains-duplicate');
    expect(shown).toMatchObject({ id: 'contains-duplicate', state: 'accepted', failing: [] });
    expect(shown.attempts).toHaveLength(Number(listed?.attempts));
    expect(shown.repairs).toBe(listed?.repairs);
    expect(shown.costUsd).toBe(listed?.costUsd);
  });

  test('`show --transcript` gives the conversation; as JSON, line by line', async () => {
    const text = await show('contains-duplicate', '--transcript');
    expect(text).toMatch(/^=== attempt 1: claude-/);
    expect(text).toContain('[tool write_file]');
    const entries = jsonLines<{ type: string }>(await show('two-sum', '--transcript', '--json'));
    expect(entries[0]).toMatchObject({ type: 'opened', item: 'two-sum', attempt: 1 });
    expect(entries.at(-1)).toMatchObject({ type: 'ended', outcome: 'passed' });
  });

  test('`show --report-card` gives the newest card', async () => {
    expect(JSON.parse(await show('two-sum', '--report-card'))).toMatchObject({ verdict: 'pass' });
    const card = JSON.parse(await show(unknown, '--report-card', '--json'));
    expect(card).toMatchObject({ verdict: 'fail' });
  });

  test('`show --output` gives the very bytes that were accepted', async () => {
    const accepted = await readFile(join(dir, 'accepted', 'two-sum.json'), 'utf8');
    expect(`${await show('two-sum', '--output', '--json')}\n`).toBe(accepted);
    expect(JSON.parse(await show('two-sum', '--output'))).toEqual(JSON.parse(accepted));
  });

  test('`show` of an item that is not begun, or not there, says so and exits 1', async () => {
    const notBegun = await cli(['show', 'coin-change', '--output', '-C', dir]);
    expect(notBegun).toMatchObject({ exitCode: 1, stdout: '' });
    expect(notBegun.stderr).toContain('there is nothing yet');
    const notThere = await cli(['show', 'two-sun', '-C', dir]);
    expect(notThere).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test('`list --state` shows that state alone, `status` the same numbers for people', async () => {
    const accepted = await cli(['list', dir, '--json', '--state', 'accepted']);
    const listed = jsonLines<Listed>(accepted.stdout);
    expect(listed.map(({ id }) => id)).toEqual(['two-sum', 'contains-duplicate']);
    const { stdout, exitCode } = await cli(['status', '-C', dir]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2 accepted, 1 escalated');
    const { items, money } = JSON.parse((await cli(['status', dir, '--json'])).stdout);
    expect(await statusOf(dir)).toMatchObject({ items, money });
  });

  test('the directory may be named by AI_FACTORY_CONTENT', async () => {
    const { stdout } = await cli(['list', '--json'], { env: { AI_FACTORY_CONTENT: dir } });
    expect(jsonLines(stdout)).toEqual(await listOf(dir));
  });

  test('output into a pipe that closes early does not crash', async () => {
    const { stdout, stderr } = await execa(
      'sh',
      [
        '-c',
        '"$0" "$@" | head -n 1',
        process.execPath,
        bin,
        'show',
        'two-sum',
        '--output',
        '-C',
        dir,
      ],
      { env: cleanEnv, extendEnv: false },
    );
    expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' });
  });
});

test('--only tries an escalated item again, and keeps what was tried before', async () => {
  const dir = await contentDir();
  const id = await addUnknownItem(dir);
  await rehearseBatch(dir, [id]);
  const again = await cli(runArgs(dir, '--only', id));
  expect(again.exitCode).toBe(2);
  expect(again.stdout).toContain(`escalated  ${id}`);
  const starts = (await journalOf(dir)).filter(({ type }) => type === 'attempt.started');
  expect(starts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1, 2, 3]);
  expect(await listOf(dir, 'escalated')).toMatchObject([{ id, attempts: 3 }]);
  const earlier = join(dir, 'work', id, 'earlier', '1');
  expect(JSON.parse(await readFile(join(earlier, 'escalated.json'), 'utf8'))).toMatchObject({ id });
});

test('--start and --limit choose a stretch of the catalogue, --model the only model', async () => {
  const dir = await contentDir();
  const model = 'claude-opus-5-5';
  const args = ['--limit', '2', '--model', model];
  expect((await cli(runArgs(dir, '--start', '2', ...args))).exitCode).toBe(0);
  expect(await idsIn(dir, 'accepted')).toEqual(['contains-duplicate', 'group-anagrams']);
  const calls = (await journalOf(dir)).filter(({ type }) => type === 'call.settled');
  expect(new Set(calls.map((call) => call.model))).toEqual(new Set([model]));
});

test('`config` keeps, shows and forgets preferences, and refuses what makes no sense', async () => {
  const env = { AI_FACTORY_CONFIG_DIR: await temporaryDir() };
  const config = (...args: string[]) => cli(['config', ...args], { env });
  expect((await config('path')).stdout).toBe(join(env.AI_FACTORY_CONFIG_DIR, 'config.json'));
  // Without a folder of its own it is where `attach` looks, too.
  const home = { HOME: env.AI_FACTORY_CONFIG_DIR, AI_FACTORY_CONFIG_DIR: '' };
  expect((await startCli(['config', 'path'], { env: home }).ended).stdout).toBe(
    join(env.AI_FACTORY_CONFIG_DIR, '.config', 'ai-factory', 'config.json'),
  );
  expect((await config('set', 'workers', '3')).exitCode).toBe(0);
  expect(JSON.parse((await config('get')).stdout)).toEqual({ workers: 3 });
  const nonsense = [
    ['workers', 'many'],
    ['budget', '-1'],
    ['colour', 'red'],
  ] as const;
  await Promise.all(
    nonsense.map(async ([key, value]) => {
      const refused = await config('set', key, value);
      expect(refused.exitCode).toBe(1);
      expect(refused.stderr).toContain(key);
    }),
  );
  const dir = await contentDir();
  const { stdout } = await cli(runArgs(dir, '--limit', '1', '--dry-run'), { env });
  expect(stdout).toContain(' 3 workers');
  await config('set', 'key.pause', 'P');
  expect((await config('get', 'key.pause')).stdout).toBe('P');
  expect((await config('set', 'key.fly', 'F')).stderr).toMatch(/unknown action "fly".*pause/);
  expect((await config('set', 'key.pause', 'PP')).stderr).toContain('expected one character');
  await config('set', 'key.pause', '');
  expect((await config('get', 'key.pause')).exitCode).toBe(1);
});

test('every command has help with an example', async () => {
  const overview = await cli(['--help']);
  const commands = [...overview.stdout.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name);
  expect(commands).toEqual(
    expect.arrayContaining(['run', 'status', 'list', 'show', 'validate', 'rehearse', 'config']),
  );
  const named = commands.filter((name): name is string => name !== undefined && name !== 'help');
  const helps = [
    ...named.map((name) => [name]),
    ...['get', 'set', 'path'].map((name) => ['config', name]),
  ];
  const results = await Promise.all(helps.map((command) => cli([...command, '--help'])));
  for (const { exitCode, stdout } of [overview, ...results]) {
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples?:\n {2}\$ /);
  }
});

test('a command or option that does not exist is refused with exit code 1', async () => {
  const dir = await contentDir();
  for (const args of [['list', dir, '--state', 'done'], ['status', dir, '--jsno'], ['show']]) {
    const { exitCode, stderr } = await cli(args);
    expect({ args, exitCode }).toEqual({ args, exitCode: 1 });
    expect(stderr).toMatch(/^error: /);
  }
});
