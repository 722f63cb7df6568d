import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { startCli } from './cli.ts';

test('`rehearse` says where it serves, serves until it is told to stop, and ends well', async () => {
  const { child, ended } = startCli(['rehearse', '--port', '0', '--seed', '7']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const ledger = await fetch(`${String(line).trim()}/rehearsal/ledger`);
  expect(await ledger.json()).toEqual([]);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ exitCode: 0, stderr: '' });
});
