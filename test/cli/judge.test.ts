import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cli, runArgs } from './cli.ts';
import { configure, contentDir, idsIn, journalOf } from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';

const judging = { publish: 'off', prove: false, judge: {} };
const issued = z.object({
  item: z.string(),
  failing: z.array(z.object({ criterion: z.string(), message: z.string() })),
});

test('a rehearsed run is judged: what only a reader notices is repaired, and `show` and `doctor` tell of it', async () => {
  const dir = await contentDir(judging);
  const { exitCode } = await cli(runArgs(dir, '--limit', '24', '--workers', '8'));
  expect([0, 2]).toContain(exitCode);
  expect((await idsIn(dir, 'accepted')).length).toBeGreaterThan(19);
  const journal = await journalOf(dir);
  const failed = journal.flatMap((event) => {
    if (event.type !== 'card.issued') return [];
    const { item, failing } = issued.parse(event);
    return failing.filter(({ criterion }) => criterion === 'well-taught').map(() => item);
  });
  expect(failed).not.toEqual([]);
  const [repaired = ''] = failed.filter((item) =>
    journal.some((event) => event.type === 'item.accepted' && event.item === item),
  );
  const models = new Map<string, Set<unknown>>();
  for (const { type, purpose, model } of journal) {
    if (type === 'call.settled')
      models.set(String(model), (models.get(String(model)) ?? new Set()).add(purpose));
  }
  expect(models.get('claude-haiku-5-5')).toContain('judge');
  const shown = await cli(['show', repaired, '-C', dir]);
  expect(shown.stdout).toMatch(/of it for \d judgements/);
  const card = JSON.parse(
    (await cli(['show', repaired, '--report-card', '--json', '-C', dir])).stdout,
  );
  expect(card.criteria.at(-1)).toMatchObject({
    ...{ id: 'well-taught', status: 'pass' },
    note: expect.stringMatching(/^claude-\w+-5-5: correct 5, clear 5/),
  });
});

test('`doctor` says who judges, and that nobody does', async () => {
  const dir = await contentDir(judging);
  const { stdout, exitCode } = await cli(['doctor', dir]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /well-taught +claude-haiku-5-5, or where that wrote claude-sonnet-5-5 by rubric 1 \(every score at least 3 of 5\)/,
  );
  await configure(dir, { judge: 'off' });
  expect((await cli(['doctor', dir])).stdout).toContain('"judge": "off": no model judges');
});

test('`recheck` asks no model, and says what it leaves to runs', async () => {
  const dir = await contentDir(judging);
  const { stdout } = await cli(['recheck', dir]);
  expect(stdout).toContain('well-taught is left to runs: it takes a model, and none is asked here');
});

test('a judge that would judge itself is refused before anything is done', async () => {
  const dir = await contentDir({ ...judging, judge: { model: 'claude-haiku-5-5' } });
  const { stderr, exitCode } = await cli(runArgs(dir, '--limit', '1'));
  expect(exitCode).toBe(1);
  expect(stderr).toContain('No model is there to judge what claude-haiku-5-5 writes');
  expect(await journalOf(dir)).toEqual([]);
});

test('judgements that do not parse now and then are asked for again, and paid for once each', async () => {
  const dir = await contentDir(judging);
  const only = ['two-sum', 'binary-search', 'move-zeros'];
  const faults = [{ on: { every: 1 }, fault: 'unparsable-verdict' as const, times: 2 }];
  const { journal } = await rehearseBatch(dir, only, faults);
  expect(await idsIn(dir, 'accepted')).toEqual([...only].sort());
  const calls = journal.filter(
    ({ type, purpose }) => type === 'call.settled' && purpose === 'judge',
  );
  const logs: string[] = [];
  for (const id of only) {
    for (const attempt of ['1', '2', '3']) {
      const file = join(dir, 'work', id, 'attempts', attempt, 'judge.jsonl');
      logs.push(...(await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean));
    }
  }
  expect(calls).toHaveLength(logs.length);
  expect(logs.filter((line) => line.includes('On the whole')).length).toBe(2);
  expect(calls.every(({ costUsd }) => (costUsd ?? 0) > 0)).toBe(true);
});

test('a judge whose replies never parse leaves the item to a person, or to the policy', async () => {
  const faults = [{ on: { every: 1 }, fault: 'unparsable-verdict' as const }];
  const strict = await contentDir(judging);
  await rehearseBatch(strict, ['two-sum'], faults);
  expect(await idsIn(strict, 'escalated')).toEqual(['two-sum']);
  const escalation = await readFile(join(strict, 'escalated', 'two-sum.json'), 'utf8');
  expect(escalation).toMatch(/gave no verdict: .* \(asked 3 times\)/);
  const unchecked = { accept: ['well-taught'], broken: 'accept' };
  const soft = await contentDir({ ...judging, unchecked });
  const { journal } = await rehearseBatch(soft, ['two-sum'], faults);
  expect(journal.find(({ type }) => type === 'item.accepted')?.unchecked).toEqual(['well-taught']);
});
