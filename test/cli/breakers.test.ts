import { expect, test } from 'vitest';
import { cli, runArgs } from './cli.ts';
import { contentDir, idsIn, journalOf } from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';

const haiku = 'claude-haiku-5-5';

test('a breaker that is open is told of with the command that resets it, holds over runs, and is reset by that command', async () => {
  const routes = [{ name: 'all', when: {}, steps: [{ model: haiku, maxRepairs: 3 }] }];
  const breakers = { model: { times: 2, of: 4 } };
  const dir = await contentDir({ publish: 'off', routes, breakers });
  const refused = [{ on: { every: 1 }, fault: 'bad-request' as const }];
  const { end, calls } = await rehearseBatch(dir, 5, refused, { workers: 1 });
  expect(end.outcome).toBe('stopped');
  expect(calls).toHaveLength(2);

  const held = await cli(runArgs(dir, '--limit', '5'));
  expect(held.exitCode).toBe(2);
  expect(held.stdout).toContain(`ai-factory reset-breaker model:${haiku}`);
  expect((await journalOf(dir)).filter(({ type }) => type === 'call.started')).toHaveLength(2);
  const status = await cli(['status', dir]);
  expect(status.stdout).toMatch(
    new RegExp(`breaker +model:${haiku}, 3 items held since .*: .* 400`),
  );

  const wrong = await cli(['reset-breaker', 'model:none', '-C', dir]);
  expect(wrong).toMatchObject({ exitCode: 1, stdout: '' });
  expect(wrong.stderr).toContain(`no breaker model:none is open; open: model:${haiku}`);
  const reset = await cli(['reset-breaker', `model:${haiku}`, '-C', dir]);
  expect(reset).toMatchObject({ exitCode: 0, stderr: '' });
  await cli(runArgs(dir, '--limit', '5'));
  expect(await idsIn(dir, 'accepted')).toHaveLength(3);
});

test('a run whose items are not answered ends with its breaker, which status tells and another run closes', async () => {
  const dir = await contentDir({ publish: 'off', breakers: { inARow: 2 } });
  const dead = [{ on: { every: 1 }, fault: 'server-error' as const }];
  const { end } = await rehearseBatch(dir, 4, dead, { workers: 1 });
  expect(end.outcome).toBe('stopped');
  expect(end.reason).toContain('2 items in a row got no answer');
  const status = await cli(['status', dir]);
  expect(status.stdout).toMatch(/breaker +run:in-a-row, 4 items held since .*got no answer/);

  const again = await cli(runArgs(dir, '--limit', '4'));
  expect(again.stdout).not.toContain('NEEDS YOU');
  expect(await idsIn(dir, 'accepted')).toHaveLength(4);
  expect((await cli(['status', dir])).stdout).not.toContain('run:in-a-row');
});

test('the breaker of a run is reset by command also while nothing runs', async () => {
  const dir = await contentDir({ publish: 'off', breakers: { inARow: 2 } });
  const dead = [{ on: { every: 1 }, fault: 'server-error' as const }];
  await rehearseBatch(dir, 4, dead, { workers: 1 });
  const reset = await cli(['reset-breaker', 'run:in-a-row', '-C', dir]);
  expect(reset).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await cli(['status', dir])).stdout).not.toMatch(/^ *breaker +run/m);
});
