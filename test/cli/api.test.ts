import { expect, test } from 'vitest';
import { type CliResult, cli, startServer } from './cli.ts';
import { contentDir, dollarsOf, idsIn, journalOf } from './content-dir.ts';
import { addFaults } from './rehearsed-batch.ts';
import { listOf, statusOf } from './reports.ts';

const canary = 'sk-ant-canary-3f9d51c07be24a86';

/** The batch as a person with a key would run it, against a server that is another process. */
async function runWithKey(dir: string, baseUrl: string, ...more: string[]): Promise<CliResult> {
  const env = { ANTHROPIC_API_KEY: canary, ANTHROPIC_BASE_URL: baseUrl };
  return cli(['run', dir, '--headless', '--verbose', '--workers', '4', ...more], { env });
}

async function requestsOf(baseUrl: string): Promise<unknown[]> {
  return JSON.parse(await (await fetch(`${baseUrl}/rehearsal/ledger`)).text());
}

test('with a key and a base URL the same batch runs against that API, and is no rehearsal', async () => {
  const [dir, { baseUrl }] = [await contentDir(), await startServer()];
  const result = await runWithKey(dir, baseUrl, '--limit', '2');
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(result.stdout).not.toMatch(/rehears/i);
  expect(result.stdout).toContain(`API ${baseUrl}`);
  expect(await idsIn(dir, 'accepted')).toHaveLength(2);
  const { provider, money } = await statusOf(dir);
  expect(provider).toEqual({ name: 'anthropic', baseUrl, rehearsal: false });
  const journal = await journalOf(dir);
  expect(money.spentUsd).toBeCloseTo(dollarsOf(journal), 8);
  const calls = journal.filter(({ type }) => type === 'call.started');
  expect(await requestsOf(baseUrl)).toHaveLength(calls.length);
});

test('a provider that says there is no credit stops the run; it goes on when there is', async () => {
  const [dir, { baseUrl }] = [await contentDir(), await startServer()];
  await addFaults(baseUrl, [{ on: { item: 'two-sum', turn: 1 }, fault: 'credit' }]);
  const stopped = await runWithKey(dir, baseUrl, '--only', 'two-sum');
  expect(stopped.exitCode).toBe(2);
  expect(stopped.stdout).toContain('the provider needs a person');
  expect(stopped.stdout).toContain('credit balance is too low');
  expect(await listOf(dir, 'parked')).toMatchObject([{ id: 'two-sum', costUsd: 0 }]);
  expect((await runWithKey(dir, baseUrl, '--only', 'two-sum')).exitCode).toBe(0);
  expect(await listOf(dir, 'accepted')).toMatchObject([{ id: 'two-sum' }]);
});
