import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openContent } from '../../../src/cli/open-content.ts';
import { openItemReader } from '../../../src/client/item/item-reader.ts';
import { addUsd } from '../../../src/models/nano-usd.ts';
import { contentDir, fillContent } from '../../cli/content-dir.ts';
import { type RehearsedBatch, rehearseBatch } from '../../cli/rehearsed-batch.ts';

const ids = ['two-sum', 'edit-distance', 'jump-game', 'coin-change', 'n-queens', 'subsets'];

/** A finished rehearsal of six problems, and a reader of each. */
let batch: RehearsedBatch;
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
  await fillContent(dir);
  batch = await rehearseBatch(dir, ids, []);
});
afterAll(() => rm(batch.dir, { recursive: true, force: true }));

async function rehearsed(dir = batch.dir) {
  const { paths, product } = await openContent(dir);
  const open = (item: string) => openItemReader({ item, paths, product: async () => product });
  return { paths, open };
}

const eventsOf = ({ journal }: RehearsedBatch, item: string, type: string) =>
  journal.filter((line) => line.item === item && line.type === type);

test('what a reader tells of an item is what the journal tells of it', async () => {
  const { open } = await rehearsed();
  let repairs = 0;
  for (const item of ids) {
    const reader = open(item);
    await reader.transcript.refresh();
    const cards = eventsOf(batch, item, 'card.issued');
    expect(
      reader.checks().map(({ attempt, check, verdict }) => ({ attempt, check, verdict })),
    ).toEqual(cards.map(({ attempt, check, verdict }) => ({ attempt, check, verdict })));
    expect(reader.checks().map(({ failing }) => failing)).toEqual(
      cards.map(({ failing }) => (failing as { criterion: string }[]).map((one) => one.criterion)),
    );
    const calls = eventsOf(batch, item, 'call.settled');
    const cost = reader.cost();
    expect(cost.turns.map(({ turn, purpose, costUsd }) => ({ turn, purpose, costUsd }))).toEqual(
      calls.map(({ turn, purpose, costUsd }) => ({ turn, purpose, costUsd })),
    );
    expect(cost.total.costUsd).toBe(addUsd(...calls.map(({ costUsd }) => costUsd ?? 0)));
    expect(addUsd(...cost.purposes.map(({ sum }) => sum.costUsd))).toBe(cost.total.costUsd);
    expect(addUsd(...cost.attempts.map((sum) => sum.costUsd))).toBe(cost.total.costUsd);
    repairs += eventsOf(batch, item, 'repair.started').length;
  }
  expect(repairs).toBeGreaterThan(0);
});

test('the changes are those that the repairs made, down to the draft that passed', async () => {
  const { open } = await rehearsed();
  const reader = open('edit-distance');
  const [attempt] = await reader.changes();
  if (attempt?.type !== 'changes') throw new Error('There are changes.');
  const checks = reader.checks();
  expect(attempt.changes.map(({ check, verdict }) => ({ check, verdict }))).toEqual(
    checks.map(({ check, verdict }) => ({ check, verdict })),
  );
  expect(attempt.changes[0]?.changes).toBeUndefined();
  for (const { changes } of attempt.changes.slice(1)) {
    expect(changes?.addedLines).toBeGreaterThan(0);
    expect(changes?.hunks.length).toBeGreaterThan(0);
  }
  const replayed = attempt.changes.at(-1);
  const last = reader.transcript.getEntries().findLast(({ type }) => type === 'user');
  const entry = last && (await reader.transcript.read(last));
  expect(entry).toMatchObject({ check: { check: replayed?.check, verdict: 'pass' } });
  expect((await reader.changes())[0]).toBe(attempt);
});

test('the newest card and the accepted output belong together, and play step by step', async () => {
  const { open } = await rehearsed();
  const reader = open('two-sum');
  const [card] = await reader.reportCards();
  const output = await reader.output();
  if (card?.type !== 'card' || output.type !== 'output') throw new Error('Both are there.');
  expect(card.card.criteria.length).toBeGreaterThan(20);
  expect(card.card.verdict).toBe('pass');
  expect(output).toMatchObject({ from: 'accepted', fault: undefined });
  expect(output.playback?.chapters.length).toBeGreaterThan(4);
});

test('an item that was not begun has nothing, and nothing is wrong', async () => {
  const { paths, product } = await openContent(await contentDir());
  const reader = openItemReader({ item: 'two-sum', paths, product: async () => product });
  expect(await reader.reportCards()).toEqual([]);
  expect(await reader.changes()).toEqual([]);
  expect(await reader.output()).toEqual({ type: 'none' });
  expect(reader.checks()).toEqual([]);
  expect(reader.cost().total).toMatchObject({ turns: 0, costUsd: 0 });
  expect(reader.transcript.getFault()).toBeUndefined();
});

test('damaged and missing files are values with a reason', async () => {
  const dir = await contentDir();
  await rehearseBatch(dir, ['two-sum'], []);
  const { paths, open } = await rehearsed(dir);
  const item = paths.item('two-sum');
  await writeFile(item.reportCard(1), '{"verdict": "maybe"}');
  await appendFile(item.transcript(1), 'not a line\n');
  await rm(paths.acceptedFile('two-sum'));
  const reader = open('two-sum');
  expect(await reader.reportCards()).toMatchObject([
    { attempt: 1, type: 'damaged', reason: expect.stringContaining('expected a report card') },
  ]);
  expect(await reader.changes()).toMatchObject([
    { attempt: 1, type: 'damaged', reason: expect.stringContaining('transcript.jsonl:') },
  ]);
  expect(await reader.output()).toEqual({ type: 'none' });
  await rm(item.reportCard(1));
  expect(await reader.reportCards()).toEqual([{ attempt: 1, type: 'missing' }]);
  await mkdir(item.reportCard(1));
  await mkdir(paths.acceptedFile('two-sum'), { recursive: true });
  expect(await reader.reportCards()).toMatchObject([{ attempt: 1, type: 'damaged' }]);
  expect(await reader.output()).toMatchObject({ type: 'damaged', from: 'accepted' });
});

test('a draft is shown as it is, also when it is no JSON yet', async () => {
  const { paths, product } = await openContent(await contentDir());
  const file = `${paths.item('two-sum').draft}/lesson.json`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '{"testCases": [');
  const reader = openItemReader({ item: 'two-sum', paths, product: async () => product });
  expect(await reader.output()).toMatchObject({
    type: 'output',
    from: 'draft',
    file,
    text: '{"testCases": [',
    playback: undefined,
    fault: expect.stringContaining('JSON'),
  });
});

test('reading changes nothing on disk', async () => {
  const { paths, open } = await rehearsed();
  const before = await readFile(paths.item('edit-distance').transcript(1), 'utf8');
  const reader = open('edit-distance');
  await reader.changes();
  await reader.output();
  expect(await readFile(paths.item('edit-distance').transcript(1), 'utf8')).toBe(before);
  await expect(readFile(`${paths.item('edit-distance').draft}/lesson.json`)).rejects.toThrow();
});
