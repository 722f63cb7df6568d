import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { fill } from '../../bench/resume/fill.ts';
import { cli, runArgs } from '../cli/cli.ts';
import { idsIn, journalOf } from '../cli/content-dir.ts';

test('a start after a crash takes outputs for what their events say, without a look into them, and goes on with what is left', async () => {
  const dir = await fill(200);
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const before = (await journalOf(dir)).length;
  await cli(runArgs(dir));
  // None of them is a lesson: one that had been looked into would have been put aside.
  expect(await idsIn(dir, 'accepted')).toHaveLength(199);
  expect(await idsIn(dir, 'escalated')).toHaveLength(1);
  const after = (await journalOf(dir)).slice(before);
  expect(after.filter(({ type }) => /^item\.(released|accepted|reopened)$/.test(type))).toEqual([]);
  expect(
    new Set(after.flatMap(({ type, item }) => (type === 'call.started' ? [item] : []))),
  ).toEqual(new Set(['item-000199']));
});
