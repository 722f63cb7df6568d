import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliResult, cli, runArgs } from './cli.ts';
import {
  acceptedHashes,
  bundledItems,
  contentDir,
  dollarsOf,
  fillContent,
  idsIn,
  journalOf,
  snapshot,
} from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { jsonLines, listOf, type Status, statusOf } from './reports.ts';

interface Verdict {
  file: string;
  verdict: string;
  criteria: { id: string; status: string; issues: { path: string; message: string }[] }[];
}

describe('a headless run over twelve items', () => {
  let dir: string;
  let result: CliResult;
  let status: Status;
  const again = () => cli(runArgs(dir, '--limit', '12', '--workers', '4'));

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
    await fillContent(dir);
    result = await again();
    status = await statusOf(dir);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('accepts all of them and exits 0', async () => {
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await idsIn(dir, 'accepted')).toHaveLength(12);
    expect(await idsIn(dir, 'escalated')).toEqual([]);
  });

  test('makes lessons that `validate` passes', async () => {
    const files = (await idsIn(dir, 'accepted')).map((id) => join(dir, 'accepted', `${id}.json`));
    const { exitCode, stdout } = await cli(['validate', '-C', dir, '--json', ...files]);
    const verdicts = jsonLines<Verdict>(stdout);
    expect(exitCode).toBe(0);
    expect(verdicts.map(({ file, verdict }) => [file, verdict])).toEqual(
      files.map((file) => [file, 'pass']),
    );
    const statuses = verdicts.flatMap(({ criteria }) => criteria.map((one) => one.status));
    expect(new Set(statuses)).toEqual(new Set(['pass']));
  });

  test('lists every item of the catalogue, repairs and dollars included', async () => {
    const items = await listOf(dir);
    const journal = await journalOf(dir);
    expect(items).toHaveLength(bundledItems);
    expect(items.some(({ repairs }) => repairs > 0)).toBe(true);
    for (const { id, state, attempts, repairs, costUsd, failing, title } of items) {
      const own = journal.filter(({ item }) => item === id);
      const of = (type: string) => own.filter((line) => line.type === type).length;
      expect(title).not.toBe('');
      expect(failing).toEqual([]);
      expect({ id, state, attempts, repairs }).toEqual({
        id,
        state: of('item.accepted') === 1 ? 'accepted' : 'waiting',
        attempts: of('attempt.started'),
        repairs: of('repair.started'),
      });
      expect(costUsd).toBeCloseTo(dollarsOf(own), 8);
    }
  });

  test('reports in `status` what lies on disk', async () => {
    expect(status.items).toEqual({
      total: bundledItems,
      waiting: bundledItems - 12,
      working: 0,
      parked: 0,
      accepted: (await idsIn(dir, 'accepted')).length,
      escalated: 0,
    });
    expect(status.run).toMatchObject({ state: 'finished' });
    expect(status.product).toBe('algorithms');
    expect(status.provider).toMatchObject({ name: 'rehearsal', rehearsal: true });
  });

  test('reports in `status` the money, tokens and repairs of the journal', async () => {
    const journal = await journalOf(dir);
    const { money, tokens, quality } = status;
    expect(money.spentUsd).toBeGreaterThan(0);
    expect(money.spentUsd).toBeCloseTo(dollarsOf(journal), 8);
    expect(money.perAcceptedUsd).toBeCloseTo(dollarsOf(journal) / 12, 8);
    expect(money).toMatchObject({ unknownCostCalls: 0, budgetUsd: null });
    expect(tokens).toEqual(tokensOf(journal));
    expect(quality.finalRate).toBe(1);
    expect(quality.repairs).toBe(journal.filter(({ type }) => type === 'repair.started').length);
  });

  test('prints plain lines without a terminal: no escape sequence, a label on rehearsed money', () => {
    const controls = [...result.stdout].filter((char) => char < ' ' && char !== '\n');
    expect(controls).toEqual([]);
    expect(result.stdout).toMatch(/^REHEARSAL/);
    expect(result.stdout.match(/^\d\d:\d\d:\d\dZ accepted /gm)).toHaveLength(12);
    expect(result.stdout).toContain(join(dir, 'accepted'));
  });

  test('skips everything when run again, says so, and spends nothing', async () => {
    const [files, spent] = [await snapshot(join(dir, 'accepted')), status.money.spentUsd];
    const { exitCode, stdout } = await again();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('skipping 12 items accepted earlier');
    expect(await snapshot(join(dir, 'accepted'))).toEqual(files);
    expect((await statusOf(dir)).money.spentUsd).toBe(spent);
    expect(dollarsOf(await journalOf(dir))).toBeCloseTo(spent, 8);
  });

  test('dry, leaves a directory with earlier results as it was', async () => {
    const before = await snapshot(dir);
    const { exitCode, stdout } = await cli(runArgs(dir, '--limit', '14', '--dry-run'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('skipping 12 items accepted earlier');
    expect(stdout).toContain('Dry run: nothing was written.');
    expect(await snapshot(dir)).toEqual(before);
  });
});

test('the same seed makes the same lessons, however many workers there are', async () => {
  const [alone, together] = [await contentDir(), await contentDir()];
  await rehearseBatch(alone, 4, [], { workers: 1 });
  await rehearseBatch(together, 4, [], { workers: 4 });
  expect(Object.keys(await acceptedHashes(alone))).toHaveLength(4);
  expect(await acceptedHashes(together)).toEqual(await acceptedHashes(alone));
});

function tokensOf(journal: Awaited<ReturnType<typeof journalOf>>): Status['tokens'] {
  const sum = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 };
  for (const { usage } of journal) {
    if (typeof usage !== 'object' || usage === null) continue;
    const of = (name: string) => Number(Object.entries(usage).find(([key]) => key === name)?.[1]);
    sum.input += of('input');
    sum.cacheWrite += of('cacheWrite5m') + of('cacheWrite1h');
    sum.cacheRead += of('cacheRead');
    sum.output += of('output');
  }
  return sum;
}
