import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, runArgs } from './cli.ts';
import { bundledItems, contentDir } from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { listOf, statusOf } from './reports.ts';

test('status and list say what lies on disk, whatever the journal says', async () => {
  const dir = await contentDir();
  await rehearseBatch(dir, 3);
  const [first = ''] = await readdir(join(dir, 'accepted'));
  await rm(join(dir, 'accepted', first));
  expect((await statusOf(dir)).items).toMatchObject({ accepted: 2 });
  await rm(join(dir, '.engine'), { recursive: true });
  const { items, money, run } = await statusOf(dir);
  expect({ ...items, state: run.state }).toMatchObject({ accepted: 2, state: 'none' });
  // What they cost is not known any more: that is not $0.
  expect(money.perAcceptedUsd).toBeNull();
  const accepted = (await listOf(dir)).filter(({ state }) => state === 'accepted');
  expect(accepted).toHaveLength(2);
});

test('warnings of one start are not told again by the next', async () => {
  const dir = await contentDir();
  await rehearseBatch(dir, 2);
  const [first = ''] = await readdir(join(dir, 'accepted'));
  await rm(join(dir, 'accepted', first));
  expect((await cli(runArgs(dir, '--limit', '2'))).stdout).toContain('has gone');
  expect((await cli(runArgs(dir, '--limit', '2'))).stdout).not.toContain('has gone');
});

test('a dry run after earlier work counts what it would make, and no more', async () => {
  const dir = await contentDir();
  await rehearseBatch(dir, 3);
  const { stdout } = await cli(runArgs(dir, '--limit', '5', '--dry-run'));
  expect(stdout).toContain('skipping 3 items accepted earlier');
  const left = bundledItems - 3;
  expect(stdout).toMatch(
    new RegExp(`items +2 accepted, 0 escalated, ${left - 2} waiting, of ${left}\n`),
  );
  expect(stdout).not.toContain('next:');
});
