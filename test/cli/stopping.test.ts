import { expect, onTestFinished, test } from 'vitest';
import { cli, runArgs, startCli } from './cli.ts';
import { contentDir, dollarsOf, idsIn, journalOf } from './content-dir.ts';
import { statusOf } from './reports.ts';

test('a budget is never passed, and the exit code is 3', async () => {
  await Promise.all(
    ['0.01', '0.9'].map(async (budget) => {
      const dir = await contentDir();
      const { exitCode, stdout } = await cli(runArgs(dir, '--budget', budget, '--workers', '6'));
      expect(exitCode).toBe(3);
      expect(stdout).toMatch(/more than the budget of \$[0-9.]+ has left/);
      const spentUsd = dollarsOf(await journalOf(dir));
      expect(spentUsd).toBeLessThanOrEqual(Number(budget));
      const { money, items } = await statusOf(dir);
      expect(money.spentUsd).toBeCloseTo(spentUsd, 8);
      expect(money.budgetUsd).toBe(Number(budget));
      expect(items.working).toBe(0);
    }),
  );
});

test('an interrupt lets calls in flight finish, exits 130, and the run goes on later', async () => {
  const dir = await contentDir();
  const args = ['--headless', '--seed', '7', '--limit', '4'];
  const { child, ended } = startCli(['run', dir, ...args, '--speed', '300']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await callsInFlight(dir);
  child.kill('SIGINT');
  const { exitCode, stderr } = await ended;
  expect(exitCode).toBe(130);
  expect(stderr).toContain('Finishing the calls in flight');
  const calls = (await journalOf(dir)).filter(({ type }) => type.startsWith('call.'));
  const settled = calls.filter(({ type }) => type === 'call.settled');
  expect(calls).toHaveLength(2 * settled.length);
  expect(await statusOf(dir)).toMatchObject({ run: { state: 'stopped' }, items: { working: 0 } });
  expect((await cli(['run', dir, ...args, '--speed', '1000000'])).exitCode).toBe(0);
  expect(await idsIn(dir, 'accepted')).toHaveLength(4);
});

test('SIGTERM stops at once and keeps what is done', async () => {
  const dir = await contentDir();
  const { child, ended } = startCli(['run', dir, '--headless', '--limit', '2', '--speed', '1']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await callsInFlight(dir);
  child.kill('SIGTERM');
  expect((await ended).exitCode).toBe(130);
  const { run, money } = await statusOf(dir);
  expect(run.state).toBe('stopped');
  // The calls were cut: nobody knows what they cost.
  expect(money.unknownCostCalls).toBeGreaterThan(0);
});

test('a headless run goes on when its terminal hangs up', async () => {
  const dir = await contentDir();
  const { child, ended } = startCli(['run', dir, '--headless', '--limit', '2', '--speed', '50']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await callsInFlight(dir);
  child.kill('SIGHUP');
  expect((await ended).exitCode).toBe(0);
  expect(await idsIn(dir, 'accepted')).toHaveLength(2);
});

async function callsInFlight(dir: string): Promise<void> {
  while (!(await journalOf(dir)).some(({ type }) => type === 'call.started')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
