import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cli } from '../cli/cli.ts';
import { contentDir, idsIn, journalOf } from '../cli/content-dir.ts';
import { detached, endEngine, isGone, isThere } from '../cli/detached.ts';
import { recordingHook } from '../cli/recording-hook.ts';
import { approvalsOf } from '../cli/reports.ts';
import { openPty } from './open-pty.ts';

const size = { columns: 120, rows: 40 };
const noKey = { ANTHROPIC_API_KEY: '' };
const fast = ['--seed', '7', '--speed', '1000000'];
type Console = ReturnType<typeof openPty>;

test(
  'approved lessons are published once each, whatever dies in between, and no others are',
  {
    timeout: 150_000,
  },
  async () => {
    const [early, late] = ['daily-temperatures', 'largest-rectangle'];
    const hook = await recordingHook({ before: early, after: late });
    const dir = await contentDir(hook.settings);
    onTestFinished(() => endEngine(dir));
    const first = openPty(['run', dir, '--limit', '8', ...fast], size, dir, noKey);
    await first.see(/8\/8/);
    first.press('4');
    await first.see(/approvals 1 of 8, oldest first/);
    await approve(first, 'two-sum');
    await deny(first, 'contains-duplicate', 'not before the summer');
    await approveBoth(first, 'group-anagrams', 'valid-parentheses');
    await approve(first, early);
    await approve(first, late);
    await hook.calledFor('two-sum', 'group-anagrams', 'valid-parentheses', early, late);
    await ended(dir, 3);

    await killEngine(dir);
    await first.see(/crashed|died/);
    first.press('q');
    expect(await first.exited).toBe(1);
    await withoutHooks(hook);

    await detached(dir, ['--limit', '8', '--speed', '1000000'], noKey);
    const second = openPty(['attach', dir], size, dir, noKey);
    await second.see(/running/);
    second.press('4');
    await second.see(/approvals 1 of 4, oldest first/);
    expect(second.screen().match(/publish .* outcome unknown/g)).toHaveLength(2);
    await focus(second, late);
    await second.see(/stands +outcome unknown[\s\S]*is this output/);
    await deny(second, late, 'it has arrived');
    await focus(second, early);
    await second.see(/carries it out once more/);
    await approve(second, early);
    await approve(second, 'climbing-stairs');
    await deny(second, 'coin-change', 'not this one');
    await second.see(/nothing is left to do/);
    second.press('q');
    expect(await second.exited).toBe(0);

    const approved = ['two-sum', 'group-anagrams', 'valid-parentheses', early, late];
    await holdsExactly(dir, [...approved, 'climbing-stairs']);
    const asked = (await journalOf(dir)).filter(({ type }) => type === 'approval.asked');
    const idOf = new Map(asked.map(({ item, id }) => [item, id]));
    const hooked = await hook.log();
    expect(hooked.map(({ id }) => id).sort()).toEqual(
      [...approved, 'climbing-stairs'].map((item) => idOf.get(item)).sort(),
    );
  },
);

test('an approval that nobody decides expires, and the run ends by itself', async () => {
  const hook = await recordingHook();
  const gates = [{ tool: 'publish', item: 'two-sum', gate: 'allow' }];
  const dir = await contentDir({ ...hook.settings, gates, approvalHours: 0.0005 });
  onTestFinished(() => endEngine(dir));
  const pty = openPty(['run', dir, '--limit', '2', ...fast], size, dir, noKey);
  await pty.see(/nothing is left to do/);
  pty.press('q');
  expect(await pty.exited).toBe(0);
  expect(await idsIn(dir, 'accepted')).toHaveLength(2);
  await holdsExactly(dir, ['two-sum']);
  expect((await hook.log()).map(({ item }) => item)).toEqual(['two-sum']);
  const late = (await approvalsOf(dir, 'all')).find(({ state }) => state === 'expired');
  expect(late).toMatchObject({ item: 'contains-duplicate', decidedBy: 'the clock' });
  const { exitCode, stderr } = await cli(['approve', late?.id ?? '', '-C', dir]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: `refused: ${late?.id}: it was expired already, by the clock`,
  });
});

test('of two consoles that decide at once one is heard, the other is told, and it happens once', async () => {
  const hook = await recordingHook();
  const dir = await contentDir(hook.settings);
  onTestFinished(() => endEngine(dir));
  const args = ['run', dir, '--only', 'two-sum,contains-duplicate', '--workers', '1', ...fast];
  const one = openPty(args, size, dir, noKey);
  await one.see(/2\/2/);
  const two = openPty(['attach', dir], size, dir, noKey);
  await two.see(/2\/2/);
  for (const pty of [one, two]) {
    pty.press('4');
    await pty.see(/approvals 1 of 2, oldest first/);
  }
  await focus(one, 'two-sum');
  await focus(two, 'two-sum');
  await sleep(700);
  one.press('a');
  two.press('a');
  await one.see(/approvals 1 of 1/);
  await two.see(/approvals 1 of 1/);
  // Whoever came too late is told so, or sees the next one already, which a key that was meant for
  // another does not decide.
  const words = /approved: publish|refused: .*(approved|being carried out)|only just appeared/;
  for (const pty of [one, two]) await pty.see(words);
  const heard = [one, two].filter((pty) => /approved: publish/.test(pty.screen()));
  expect(heard).toHaveLength(1);
  await ended(dir, 1);
  await deny(two, 'contains-duplicate', 'no');
  await one.see(/nothing is left to do/);
  await holdsExactly(dir, ['two-sum']);
  expect(await hook.called()).toHaveLength(1);
  const decided = (await journalOf(dir)).filter(({ type }) => type === 'approval.decided');
  expect(decided.map(({ item, decision }) => `${item} ${decision}`)).toEqual([
    'two-sum approved',
    'contains-duplicate denied',
  ]);
});

/** What is looked at is decided about only after there was time to read it. */
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const rowOf = (item: string) => new RegExp(`› .*published/${item}\\.json`);
const anyRowOf = (item: string) => new RegExp(`publish published/${item}\\.json {2,}${item} `);

/** Moves down the tray to the one of an item. */
async function focus(pty: Console, item: string): Promise<void> {
  await pty.see(anyRowOf(item));
  pty.press('g');
  await pty.see(/approvals 1 of/);
  const rows = pty
    .screen()
    .split('\n')
    .filter((line) => /publish published\//.test(line));
  const down = rows.findIndex((line) => anyRowOf(item).test(line));
  for (let n = 0; n < down; n += 1) pty.press('j');
  // What was decided before may leave the list just now: then the row is another, and is looked for again.
  await pty.see(/› .*published\//);
}

/** Presses a key on an item that was looked at, until it had its effect; a list that moved, or a slow screen, asks for another look. */
async function pressOn(pty: Console, item: string, key: string, effect: () => boolean) {
  for (let looks = 0; looks < 20; looks += 1) {
    await focus(pty, item);
    await sleep(700);
    if (!rowOf(item).test(pty.screen())) continue;
    pty.press(key);
    const hadIt = vi.waitUntil(effect, { timeout: 6_000, interval: 50 });
    if (await hadIt.catch(() => false)) return;
  }
  throw new Error(`${item} could not be looked at:\n${pty.screen()}`);
}

async function approve(pty: Console, item: string): Promise<void> {
  await pressOn(pty, item, 'a', () => !anyRowOf(item).test(pty.screen()));
}

async function deny(pty: Console, item: string, reason: string): Promise<void> {
  await pressOn(pty, item, 'd', () => /deny because:/.test(pty.screen()));
  pty.press(`${reason}\r`);
  await goneFrom(pty, item);
}

/** Marks two, and approves them together after a look at both. */
async function approveBoth(pty: Console, ...items: [string, string]): Promise<void> {
  for (const [at, item] of items.entries()) {
    await pressOn(pty, item, ' ', () => pty.screen().includes(`${at + 1} marked`));
  }
  await sleep(700);
  pty.press('a');
  await pty.see(/approve 2: publish published/);
  await sleep(700);
  pty.press('y');
  for (const item of items) await goneFrom(pty, item);
}

/** It is in the tray no more. */
async function goneFrom(pty: Console, item: string): Promise<void> {
  await vi.waitFor(
    () => {
      if (anyRowOf(item).test(pty.screen())) throw new Error(`${item} waits:\n${pty.screen()}`);
    },
    { timeout: 40_000, interval: 50 },
  );
}

/** Waits until so many actions have ended. */
async function ended(dir: string, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const ends = (await journalOf(dir)).filter(({ type }) => type === 'action.ended');
      expect(ends.map(({ outcome }) => outcome)).toEqual(Array(count).fill('done'));
    },
    { timeout: 40_000, interval: 50 },
  );
}

async function killEngine(dir: string): Promise<void> {
  const { pid } = JSON.parse(await readFile(join(dir, '.engine', 'lock'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  await isGone(pid);
}

/** Hooks that outlived their engine do nothing more, and are gone before the next one starts. */
async function withoutHooks(hook: Awaited<ReturnType<typeof recordingHook>>): Promise<void> {
  const done = await hook.log();
  const left = (await hook.called()).filter(({ pid }) => isThere(pid));
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  for (const { pid } of left) await isGone(pid);
  expect(await hook.log()).toEqual(done);
  await hook.unstick();
}

/** `published/` has these, each as it was accepted, and nothing else. */
async function holdsExactly(dir: string, items: string[]): Promise<void> {
  expect(await idsIn(dir, 'published')).toEqual([...items].sort());
  for (const item of items) {
    const [copy, output] = ['published', 'accepted'].map((folder) =>
      readFile(join(dir, folder, `${item}.json`), 'utf8'),
    );
    expect(await copy).toBe(await output);
  }
}
