import { expect, onTestFinished, test, vi } from 'vitest';
import { criteria } from '../../src/products/algorithms/criteria/criteria.ts';
import { algorithmsScript } from '../../src/products/algorithms/rehearsal/script.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { addUnknownItem, contentDir, idsIn, journalOf } from '../cli/content-dir.ts';
import { endEngine } from '../cli/detached.ts';
import { openPty } from './open-pty.ts';

const size = { columns: 120, rows: 40 };

/** A server whose author asks before it deletes, at the address that the program gets as a real one. */
async function askingServer(items: string[]): Promise<Record<string, string>> {
  const server = await startRehearsal({
    script: algorithmsScript,
    seed: 7,
    speed: 1_000_000,
    faults: items.map((item) => ({ on: { item }, fault: 'asks-to-delete' as const })),
  });
  onTestFinished(server.close);
  return { ANTHROPIC_BASE_URL: server.baseUrl, ANTHROPIC_API_KEY: 'any' };
}

test('an operator approves one action and denies another; both items go on, and the run ends by itself', async () => {
  const dir = await contentDir();
  onTestFinished(() => endEngine(dir));
  const env = await askingServer(['two-sum', 'group-anagrams']);
  const pty = openPty(['run', dir, '--limit', '3', '--workers', '1'], size, dir, env);
  // The slot of an item that asks goes on with other work, and the run waits for the answers.
  await pty.see(/2 approvals wait/);
  await vi.waitFor(
    async () => expect(await idsIn(dir, 'accepted')).toEqual(['contains-duplicate']),
    {
      timeout: 40_000,
    },
  );
  expect(pty.screen()).toMatch(/running/);
  pty.press('4');
  await pty.see(/approvals 1 of 2, oldest first/);
  await pty.see(/delete notes\.md/);
  // Enter alone decides nothing: it shows who asks.
  pty.press('\r');
  await pty.see(/transcript \d+ of/);
  pty.press('\u001b');
  await pty.see(/approvals 1 of 2/);
  await new Promise((resolve) => setTimeout(resolve, 700));
  pty.press('a');
  await pty.see(/approvals 1 of 1/);
  await new Promise((resolve) => setTimeout(resolve, 700));
  pty.press('d');
  await pty.see(/deny because:/);
  pty.press('keep the notes\r');
  await pty.see(/nothing is left to do/);
  const decided = (await journalOf(dir)).filter(({ type }) => type === 'approval.decided');
  expect(decided).toMatchObject([
    { decision: 'approved', by: 'operator' },
    { decision: 'denied', by: 'operator', reason: 'keep the notes' },
  ]);
  expect(await idsIn(dir, 'accepted')).toHaveLength(3);
  pty.press('q');
  expect(await pty.exited).toBe(0);
});

test('an operator drills into the transcript of an item that failed, has it tried again by the next run, and steps through a lesson', async () => {
  const dir = await contentDir();
  onTestFinished(() => endEngine(dir));
  const unknown = await addUnknownItem(dir);
  const args = ['run', dir, '--only', `two-sum,${unknown}`, '--workers', '1', '--speed', '100'];
  const pty = openPty(args, size, dir, { ANTHROPIC_API_KEY: '' });
  await pty.see(/2\/2 100%/);
  pty.press('3');
  await pty.see(new RegExp(`${unknown}[\\s\\S]*failed calls by class`));
  pty.press('G');
  pty.press('\r');
  await pty.see(/escalated: route/);
  await pty.see(/FAIL/);
  pty.press('\t');
  await pty.see(/transcript \d+ of \d+/);
  pty.press('/');
  await pty.see(/text to find/);
  pty.press('no output for the item\r');
  await pty.see(/› +This rehearsal has no output/);
  // Its engine has gone: it is put on record, and the key says which command goes on with it.
  pty.press('r');
  await pty.see(/is tried again by the next ai-factory run/);
  await pty.see(/asked for again by operator/);
  pty.press('\u001b');
  await pty.see(/failed calls by class/);
  pty.press('2');
  await pty.see(/› two-sum/);
  pty.press('\r');
  const all = criteria.length;
  await pty.see(new RegExp(`${all} of ${all} criteria hold`));
  pty.press('\t\t\t');
  await pty.see(/step 1 of/);
  pty.press('l');
  await pty.see(/step 2 of[\s\S]*›/);
  pty.press('v');
  await pty.see(/Python/);
  pty.resize(80, 24);
  await pty.see(/step 2 of \d+, Python/);
  pty.press('q');
  await pty.exited;
});
