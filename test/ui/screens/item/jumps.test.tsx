import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { cleanup } from 'ink-testing-library';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fillContent, temporaryDir } from '../../../cli/content-dir.ts';
import { rehearseBatch } from '../../../cli/rehearsed-batch.ts';
import { openOn, reply, writeTranscript } from './open-on.ts';

afterEach(cleanup);

/** An item that was really made, after two repairs. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
  await fillContent(dir);
  await rehearseBatch(dir, ['edit-distance'], []);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const size = { columns: 80, rows: 24 };
/** The first row under the tabs. */
const firstRow = (screen: string) => screen.split('\n')[7] ?? '';

test('the changes are jumped between, place by place or check by check, and the ends say so', async () => {
  const { press, shows, screen } = await openOn('edit-distance', 'changes', { dir, size });
  const starts = (text: string | RegExp) =>
    vi.waitFor(() => expect(firstRow(screen())).toMatch(text));
  await starts('attempt 1, check 1: fail');
  press('n');
  await starts(/attempt 1, check 2: fail, .1 -1 lines/);
  press('n');
  await starts(/^ line \d+/);
  press(']');
  await starts('attempt 1, check 3: pass');
  press('[');
  await starts('attempt 1, check 2: fail');
  press('N');
  await starts('attempt 1, check 1: fail');
  press('N');
  await shows('no more changes above');
});

test('a lesson is stepped through, and its title says where in which case that is', async () => {
  const { press, shows } = await openOn('edit-distance', 'output', { dir, size });
  await shows(/accepted: step 1 of \d+, JavaScript; 1 of \d+, /);
  press('l');
  press('l');
  await shows(/step 3 of \d+/);
  press(']');
  await shows(/step 1 of \d+, JavaScript; 2 of \d+, /);
  press('[');
  press('v');
  await shows(/step 1 of \d+, Python; 1 of \d+, /);
});

const card = (found: string) => ({
  verdict: 'fail',
  score: 0.5,
  sha256: 'x',
  criteria: [
    { id: 'good-one', title: 'Holds', weight: 1, status: 'pass', issues: [] },
    { id: 'later', title: 'Waits', weight: 1, status: 'not-checked', issues: [], reason: 'first' },
    {
      id: 'bad-one',
      title: 'Fails',
      weight: 1,
      status: 'fail',
      issues: [{ path: '/a/b', message: 'is wrong', expected: 'seven', found, fix: 'write it' }],
    },
  ],
});

test('the card is that of the attempt that is chosen: failed, then not checked, then passed', async () => {
  const copy = await temporaryDir();
  for (const attempt of [1, 2]) {
    const file = await writeTranscript(copy, { attempt }, [reply(1, [])]);
    const found = `what attempt ${attempt} wrote`;
    await writeFile(join(file, '..', 'report-card.json'), JSON.stringify(card(found)));
  }
  const { press, shows, screen } = await openOn('two-sum', 'card', { dir: copy });
  await shows('report card of attempt 2');
  for (const text of ['/a/b', 'is wrong', 'seven', 'what attempt 2 wrote', 'write it']) {
    await shows(text);
  }
  expect(screen()).toMatch(/bad-one.*later.*first.*good-one/s);
  press('[');
  await shows('what attempt 1 wrote');
  press(']');
  await shows('what attempt 2 wrote');
});

test('nothing is read or drawn for an item once its screen is left', async () => {
  const { press, hands, fed, frames } = await openOn('edit-distance', 'transcript', { dir });
  await vi.waitFor(() => expect(frames.at(-1)).toContain('ended: passed'));
  press('\u001b');
  await vi.waitFor(() => expect(hands.ui.get().item).toBeUndefined());
  const before = hands.ui.get();
  const ended = { type: 'attempt.ended', attempt: 1, outcome: 'passed', detail: '' } as const;
  fed.record({ ...ended, item: 'edit-distance' });
  await setTimeout(100);
  expect(hands.ui.get()).toBe(before);
});
