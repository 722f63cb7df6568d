import { appendFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { criteria } from '../../../src/products/algorithms/criteria/criteria.ts';
import { openItem } from '../../../src/ui/navigate.ts';
import type { ItemTab } from '../../../src/ui/ui.ts';
import { contentDir, fillContent, temporaryDir } from '../../cli/content-dir.ts';
import { rehearseBatch } from '../../cli/rehearsed-batch.ts';
import { handFed, runStarted, working } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';

afterEach(cleanup);

/** Two items that were really made, one of them after repairs. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ai-factory-item-'));
  await fillContent(dir);
  await rehearseBatch(dir, ['two-sum', 'edit-distance'], []);
});

async function openOn(
  item: string,
  tab: ItemTab,
  given: { size?: { columns: number; rows: number }; dir?: string } = {},
) {
  const fed = handFed();
  fed.record(runStarted(), ...working(item, 0));
  const app = await openApp(fed, { dir, ...given });
  openItem(app.hands, item, tab);
  return { fed, ...app };
}

const heads: Record<ItemTab, RegExp> = {
  card: new RegExp(`of ${criteria.length} criteria hold`),
  transcript: /transcript \d+ of \d+/,
  changes: /attempt 1, check 1/,
  output: /step 1 of/,
  cost: /cost of the item/,
};

describe('the item', () => {
  for (const size of [{ columns: 60, rows: 15 }, ...sizes]) {
    for (const tab of ['card', 'transcript', 'changes', 'output', 'cost'] as const) {
      it(`fills ${size.columns}x${size.rows} exactly on ${tab}, whatever is pressed`, async () => {
        const { screen, shows, press } = await openOn('edit-distance', tab, { size });
        await shows(heads[tab]);
        for (const key of ['j', 'G', 'k', ' ', 'g', 'l', ']', 'v', 'h', '[', '\u001b[6~', 'n']) {
          press(key);
          await vi.waitFor(() => expect(screen()).toContain('q leave'));
          const rows = screen().split('\n');
          expect(rows).toHaveLength(size.rows);
          for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
        }
      });
    }
  }

  it('shows its sides one after the other, and goes back to where it came from', async () => {
    const { press, shows, hands } = await openOn('two-sum', 'card');
    for (const tab of ['card', 'transcript', 'changes', 'output', 'cost', 'card'] as const) {
      await shows(heads[tab]);
      press('\t');
    }
    press('\u001b');
    await vi.waitFor(() => expect(hands.ui.get().item).toBeUndefined());
    await shows('› ');
  });

  it('shows the failing criteria first, each issue with path, expected, found and fix', async () => {
    const { shows } = await openOn('edit-distance', 'card', {
      size: { columns: 200, rows: 60 },
    });
    await shows('history over the repairs');
    await shows(/attempt 1 check 1 after turn \d+ fail +failing /);
    await shows(/pass +mended /);
  });

  it('folds and unfolds a row of the transcript, and finds text in what is folded', async () => {
    const { press, shows, lacks, screen } = await openOn('two-sum', 'transcript');
    await shows(/› \+ ended: passed/);
    press('g');
    await shows('› ');
    press('/');
    await shows('text to find in the whole transcript');
    press('dataStructureState\r');
    await shows(/› .*dataStructureState/);
    const first = screen();
    press('n');
    await vi.waitFor(() => expect(screen()).not.toBe(first));
    await shows(/› .*dataStructureState/);
    press('N');
    press('/');
    await shows('text to find');
    press('\u0015nowhere to be found\r');
    await shows('"nowhere to be found" is nowhere in the transcript');
    press('g');
    press('j');
    press('\r');
    await shows(/- told/);
    press('\r');
    await lacks('- told');
  });

  it('follows the conversation while it grows', async () => {
    const copy = await contentDir();
    const from = join(dir, 'work', 'two-sum', 'attempts', '1', 'transcript.jsonl');
    const lines = (await readFile(from, 'utf8')).trimEnd().split('\n');
    const file = join(copy, 'work', 'two-sum', 'attempts', '1', 'transcript.jsonl');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${lines.slice(0, 2).join('\n')}\n`);
    const { fed, shows } = await openOn('two-sum', 'transcript', { dir: copy });
    await shows(/transcript 2 of 2, follows/);
    await appendFile(file, `${lines.slice(2).join('\n')}\n`);
    fed.record({
      type: 'attempt.ended',
      item: 'two-sum',
      attempt: 1,
      outcome: 'passed',
      detail: '',
    });
    await shows(/› \+ ended: passed/);
  });

  it('shows what each repair changed as a diff', async () => {
    const { shows } = await openOn('edit-distance', 'changes');
    await shows(/attempt 1, check 2: \S+, \+\d+ -\d+ lines/);
    await shows(/^ \+ /m);
    await shows(/^ - /m);
  });

  it('plays the output step by step, in each language', async () => {
    const { press, shows } = await openOn('two-sum', 'output');
    await shows(/step 1 of \d+, JavaScript/);
    press('l');
    await shows(/step 2 of \d+, JavaScript/);
    await shows(/› +\d+ /);
    press('v');
    await shows(/step 2 of \d+, Python/);
    press('v');
    await shows(/step 2 of \d+, Java/);
    press('h');
    await shows(/step 1 of/);
    press(']');
    await shows('step 1 of');
  });

  it('says what is missing, what is damaged, and what to do next', async () => {
    const nothing = await openOn('climbing-stairs', 'card');
    await nothing.shows('no report card yet');
    nothing.press('\t');
    await nothing.shows('no conversation yet');
    nothing.press('\t\t');
    await nothing.shows('nothing has been written yet');
    cleanup();
    const copy = await temporaryDir();
    const file = join(copy, 'work', 'two-sum', 'attempts', '1', 'transcript.jsonl');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, 'no line of a transcript\n');
    const damaged = await openOn('two-sum', 'transcript', { dir: copy });
    await damaged.shows(/line 1: /);
  });

  it('shows hostile words of a model as visible characters', async () => {
    const evil = '\u001b]52;c;aGFjaw==\u0007\u001b[2J\u202egnp.exe\u200b\u009b8m';
    const copy = await temporaryDir();
    const from = join(dir, 'work', 'two-sum', 'attempts', '1', 'transcript.jsonl');
    const [opened, task] = (await readFile(from, 'utf8')).split('\n');
    const file = join(copy, 'work', 'two-sum', 'attempts', '1', 'transcript.jsonl');
    const reply = {
      type: 'reply',
      at: '2026-03-01T20:00:00.000Z',
      turn: 1,
      content: [
        { type: 'text', text: `${evil} ${'x'.repeat(3_000)}` },
        {
          type: 'tool_use',
          id: 't',
          name: `write_file${evil}`,
          input: { path: evil, content: evil.repeat(20_000) },
        },
      ],
      stopReason: evil,
      servedModel: evil,
      requestId: null,
      usage: null,
      costUsd: null,
      latencyMs: 1,
    };
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${opened}\n${task}\n${JSON.stringify(reply)}\n`);
    await mkdir(join(copy, 'accepted'));
    await writeFile(join(copy, 'accepted', 'two-sum.json'), `${evil.repeat(5_000)}\n`);
    const { press, screen, shows } = await openOn('two-sum', 'transcript', { dir: copy });
    await shows('gnp.exe');
    const isSafe = () => {
      for (const bad of ['\u001b]', '\u001b[2J', '\u0007', '\u202e', '\u200b', '\u009b']) {
        expect(screen()).not.toContain(bad);
      }
    };
    isSafe();
    press('\r');
    await shows(/- write_file/);
    isSafe();
    press('\t\t');
    await shows('accepted, ');
    isSafe();
    press('\t');
    await shows('cost of the item');
    isSafe();
  });
});
