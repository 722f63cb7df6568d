import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { algorithmsScript } from '../../src/products/algorithms/rehearsal/script.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { cli, runArgs } from './cli.ts';
import { configure, contentDir, idsIn, journalOf, namesIn } from './content-dir.ts';
import { detached, isGone } from './detached.ts';
import { recordingHook } from './recording-hook.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { approvalsOf, jsonLines, type ListedApproval, statusOf } from './reports.ts';

const three = ['contains-duplicate', 'group-anagrams', 'two-sum'];
const fast = ['--speed', '1000000'];

describe('a run without a terminal', () => {
  test('ends well though approvals wait, says so, and lists them for people and scripts', async () => {
    const dir = await contentDir({});
    const { exitCode, stdout } = await cli(runArgs(dir, '--limit', '3'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('3 approvals wait for a person, and nothing else is left to do');
    expect(stdout).toContain('approvals   3 waiting for you, 3 of them to publish');
    expect(stdout).toContain(`next: ai-factory approvals ${dir}`);
    const listed = jsonLines<ListedApproval>((await cli(['approvals', dir, '--json'])).stdout);
    expect(await approvalsOf(dir)).toEqual(listed);
    expect(listed.map(({ item }) => item).sort()).toEqual(three);
    for (const one of listed) {
      expect(one).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        tool: 'publish',
        action: { verb: 'publish', target: `published/${one.item}.json` },
        state: 'waiting',
        decidedBy: null,
      });
      const hours = (Date.parse(one.expiresAt ?? '') - Date.parse(one.askedAt)) / 3_600_000;
      expect(hours).toBeCloseTo(72, 1);
      const file = join(dir, '.engine', 'approvals', `${one.id}.json`);
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(one);
    }
    const table = (await cli(['approvals', dir])).stdout.split('\n');
    expect(table[0]).toMatch(/^ID +ITEM +STATE +ASKED +ACTION$/);
    expect(table).toHaveLength(4);
    expect(await idsIn(dir, 'published')).toEqual([]);
  });

  test('leaves them to the next, which asks nothing twice and waits when it is on its own', async () => {
    const hook = await recordingHook();
    const dir = await contentDir(hook.settings);
    await rehearseBatch(dir, 2);
    const before = await approvalsOf(dir);
    const again = await cli(runArgs(dir, '--limit', '2'));
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('2 approvals wait for a person');
    const pid = await detached(dir, ['--limit', '2', ...fast]);
    expect(await approvalsOf(dir)).toEqual(before);
    expect((await statusOf(dir)).run.state).toBe('running');
    const watched = cli(['attach', '--plain', dir]);
    const ids = before.map(({ id }) => id);
    expect(await cli(['approve', ...ids, '-C', dir])).toMatchObject({ exitCode: 0, stderr: '' });
    await isGone(pid);
    expect((await watched).exitCode).toBe(0);
    expect(await idsIn(dir, 'published')).toEqual(await idsIn(dir, 'accepted'));
    expect((await hook.log()).map(({ id }) => id).sort()).toEqual(ids.sort());
  });
});

describe('decisions from scripts', () => {
  test('without an engine are carried out at once, and each of them is final', async () => {
    const hook = await recordingHook();
    const dir = await contentDir(hook.settings);
    await rehearseBatch(dir, 3);
    const [one, two, left] = await approvalsOf(dir);
    if (!one || !two || !left) throw new Error('three were expected');
    const approved = await cli(['approve', one.id, 'nobody-asked', '-C', dir]);
    expect(approved.exitCode).toBe(1);
    expect(approved.stdout).toMatch(
      new RegExp(`^${one.id}: approved for ${one.item}: .*\\(done: `),
    );
    expect(approved.stderr).toBe('refused: nobody-asked: no such approval waits');
    expect(await hook.log()).toMatchObject([{ id: one.id, item: one.item }]);
    const deny = (...ids: string[]) => cli(['deny', ...ids, '--reason', 'too early', '-C', dir]);
    expect(await deny(two.id)).toMatchObject({ exitCode: 0, stderr: '' });
    const again = await deny(two.id, one.id);
    expect(again.exitCode).toBe(1);
    expect(again.stderr.split('\n')).toEqual([
      `refused: ${two.id}: it was denied already, by the command line`,
      `refused: ${one.id}: it was approved already, by the command line, and is done`,
    ]);
    expect(await idsIn(dir, 'published')).toEqual([one.item]);
    expect((await approvalsOf(dir)).map(({ id }) => id)).toEqual([left.id]);
    expect(await approvalsOf(dir, 'all')).toMatchObject([
      { id: one.id, state: 'done', decidedBy: 'the command line' },
      { id: two.id, state: 'denied', reason: 'too early', outcome: null },
      { id: left.id, state: 'waiting' },
    ]);
    await rehearseBatch(dir, 3);
    expect(await hook.log()).toHaveLength(1);
    expect(await namesIn(join(dir, '.engine'))).not.toContain('lock');
  });

  test('reach an engine that works, and the run ends when the last one is taken', async () => {
    const hook = await recordingHook();
    const dir = await contentDir(hook.settings);
    const pid = await detached(dir, ['--limit', '2', ...fast]);
    const [one, two] = await vi.waitFor(
      async () => {
        const waiting = await approvalsOf(dir);
        expect(waiting).toHaveLength(2);
        return waiting;
      },
      { timeout: 40_000 },
    );
    if (!one || !two) throw new Error('two were expected');
    const denied = await cli(['deny', one.id, 'nobody-asked', '--reason', 'no', '-C', dir]);
    expect(denied.exitCode).toBe(1);
    expect(denied.stdout).toMatch(new RegExp(`^${one.id}: denied for ${one.item}`));
    expect(denied.stderr).toBe('refused: nobody-asked: no such approval waits');
    const approved = await cli(['approve', one.id, two.id, '-C', dir]);
    expect(approved.stderr).toMatch(new RegExp(`^refused: ${one.id}: `));
    expect(approved.stdout).toMatch(new RegExp(`^${two.id}: approved for ${two.item}`));
    await isGone(pid);
    expect(await idsIn(dir, 'published')).toEqual([two.item]);
    expect(await hook.log()).toHaveLength(1);
    expect(await approvalsOf(dir)).toEqual([]);
    expect((await cli(['approvals', dir])).stdout).toBe('nothing waits for a decision');
  });

  test('have an agent go on where it was, in an engine that has nothing else to do', async () => {
    const dir = await contentDir();
    const server = await startRehearsal({
      script: algorithmsScript,
      seed: 7,
      speed: 1_000_000,
      faults: [{ on: { item: 'two-sum' }, fault: 'asks-to-delete' }],
    });
    onTestFinished(server.close);
    const env = { ANTHROPIC_BASE_URL: server.baseUrl, ANTHROPIC_API_KEY: 'any' };
    const pid = await detached(dir, ['--only', 'two-sum', ...fast], env);
    await vi.waitFor(async () => expect((await statusOf(dir)).items.parked).toBe(1), {
      timeout: 40_000,
    });
    const [asked] = await approvalsOf(dir);
    expect(asked).toMatchObject({ tool: 'delete_file', item: 'two-sum', state: 'waiting' });
    expect(await cli(['approve', asked?.id ?? '', '-C', dir])).toMatchObject({ exitCode: 0 });
    await isGone(pid);
    expect(await idsIn(dir, 'accepted')).toEqual(['two-sum']);
    const journal = await journalOf(dir);
    expect(journal.filter(({ type }) => type === 'run.started')).toHaveLength(1);
    expect(journal.filter(({ type }) => type === 'attempt.started')).toHaveLength(1);
  });
});

test('a run that is stopped at once cuts its hook off, and a person is asked what came of it', async () => {
  const hook = await recordingHook({ after: 'two-sum' });
  const dir = await contentDir({ ...hook.settings, publish: 'allow' });
  const pid = await detached(dir, ['--only', 'two-sum', ...fast]);
  await hook.calledFor('two-sum');
  await vi.waitFor(async () => expect(await hook.log()).toHaveLength(1), { timeout: 40_000 });
  expect(await cli(['stop', '--now', '-C', dir])).toMatchObject({ exitCode: 0 });
  await isGone(pid);
  for (const { pid: ofHook } of await hook.called()) await isGone(ofHook);
  const [unknown] = await approvalsOf(dir);
  expect(unknown).toMatchObject({ item: 'two-sum', state: 'unknown' });
  expect(unknown?.outcome).toContain('it may have acted or not');
  // Nothing repeats it but a person.
  await rehearseBatch(dir, ['two-sum']);
  expect(await hook.called()).toHaveLength(1);
  const left = await cli(['deny', unknown?.id ?? '', '--reason', 'it has', '-C', dir]);
  expect(left).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await approvalsOf(dir)).toEqual([]);
});

describe('factory.json', () => {
  test('has lessons published without asking, but for those that a rule denies', async () => {
    const hook = await recordingHook();
    const gates = [{ tool: 'publish', item: 'two-*', gate: 'deny' }];
    const dir = await contentDir({ ...hook.settings, publish: 'allow', gates });
    await rehearseBatch(dir, 3);
    expect(await idsIn(dir, 'published')).toEqual(three.filter((item) => item !== 'two-sum'));
    expect((await hook.log()).map(({ item }) => item).sort()).toEqual(
      three.filter((item) => item !== 'two-sum'),
    );
    expect(await approvalsOf(dir)).toEqual([]);
    const all = await approvalsOf(dir, 'all');
    expect(all.map(({ item, state, decidedBy }) => `${item} ${state} ${decidedBy}`).sort()).toEqual(
      [
        'contains-duplicate done rule 2 of factory.json',
        'group-anagrams done rule 2 of factory.json',
        'two-sum denied rule 1 of factory.json',
      ],
    );
  });

  test('has nothing published and nobody asked', async () => {
    const hook = await recordingHook();
    const dir = await contentDir({ ...hook.settings, publish: 'off' });
    await rehearseBatch(dir, 2);
    expect(await approvalsOf(dir, 'all')).toEqual([]);
    expect([await hook.called(), await namesIn(join(dir, 'published'))]).toEqual([[], []]);
  });

  test('with a rule for a tool that nobody gated is refused, by its name, and nothing is begun', async () => {
    const dir = await contentDir({ gates: [{ tool: 'write_file', gate: 'allow' }] });
    const { exitCode, stderr } = await cli(runArgs(dir, '--limit', '1'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(join(dir, 'factory.json'));
    expect(stderr).toMatch(/rule 1: expected the name of a gated tool .*publish.*"write_file"/);
    expect(await namesIn(join(dir, 'accepted'))).toEqual([]);
  });

  test('whose hook fails leaves the action to a person; mended, it is another action, and asked anew', async () => {
    const dir = await contentDir({ onPublish: { command: ['no-such-program-anywhere'] } });
    await rehearseBatch(dir, 1);
    const [asked] = await approvalsOf(dir);
    const approve = () => cli(['approve', asked?.id ?? '', '-C', dir]);
    const failed = { exitCode: 2, stdout: expect.stringContaining('(failed: ') };
    expect(await approve()).toMatchObject(failed);
    expect(await approve()).toMatchObject(failed);
    expect(await approvalsOf(dir)).toMatchObject([{ id: asked?.id, state: 'failed' }]);
    const hook = await recordingHook();
    await configure(dir, hook.settings);
    expect((await approve()).stdout).toContain('(void: it would do something else by now');
    expect(await hook.called()).toEqual([]);
    await rehearseBatch(dir, 1);
    expect(await approvalsOf(dir)).toMatchObject([{ id: asked?.id, state: 'waiting' }]);
    expect(await approve()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('(done: '),
    });
    expect(await hook.log()).toMatchObject([{ id: asked?.id }]);
    expect(await approvalsOf(dir)).toEqual([]);
  });

  test('is not asked in a dry run: nobody is, and nothing is published', async () => {
    const hook = await recordingHook();
    const dir = await contentDir({ ...hook.settings, publish: 'allow' });
    const { exitCode, stdout } = await cli(runArgs(dir, '--limit', '2', '--dry-run'));
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('approval');
    expect([await hook.called(), await namesIn(join(dir, 'published'))]).toEqual([[], []]);
  });
});
