import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { DisplayLine } from '../../../src/client/item/body-part.ts';
import { layOut, maxLayoutLines } from '../../../src/client/item/lay-out.ts';
import { pieceBytes } from '../../../src/client/item/line-scanner.ts';
import { rowBody } from '../../../src/client/item/row-body.ts';
import { rowLine } from '../../../src/client/item/row-line.ts';
import { openTranscript, type Transcript } from '../../../src/client/item/transcript.ts';
import type { Entry } from '../../../src/engine/agent/transcript.ts';
import {
  addEntries,
  call,
  checked,
  emptyContent,
  opened,
  replied,
  result,
  told,
  writeTranscript,
} from './transcripts.ts';

function shown(transcript: Transcript): string[] {
  return transcript.getRows().map((row) => rowLine(row).text);
}

async function unfolded(transcript: Transcript, index: number, width = 80): Promise<DisplayLine[]> {
  const row = transcript.getRows()[index];
  if (!row) throw new Error(`There is no row ${index}.`);
  const layout = layOut(await rowBody(row, transcript.read), width);
  return layout.lines(0, layout.lineCount);
}

/** A turn that writes a file of so many bytes, and its result. */
function turnOf(turn: number, bytes: number): Entry[] {
  const content = 'const line = 1;\n'.repeat(bytes / 16);
  return [
    replied(turn, [call(`c${turn}`, 'write_file', { path: 'lesson.json', content })]),
    told([result(`c${turn}`, 'Wrote lesson.json.')]),
  ];
}

test('an attempt is shown as its turns, a call and its result as one row', async () => {
  const paths = await emptyContent();
  const fail = checked(1, { 'steps-in-order': 'step 2 is missing', 'value-slots': 'a | b: c' });
  await writeTranscript(paths, [
    opened(),
    told(['Write the lesson.\nIt is about sums.']),
    replied(1, [
      { type: 'thinking', thinking: 'Let me see.', signature: 'x' },
      { type: 'text', text: 'I write it now.' },
      call('a', 'write_file', { path: 'lesson.json', content: '{}' }),
      call('b', 'edit_file', { path: 'lesson.json', old_text: 'x', new_text: 'y' }),
    ]),
    told([result('a', 'Wrote it.'), result('b', 'No such text.', true), fail.text], fail),
    replied(2, [call('a', 'validate', {})], null),
  ]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  expect(shown(transcript)).toEqual([
    'attempt 1: claude-sonnet-5-5, route must-succeed, 2026-11-24T03:00:00.000Z',
    'told, 35 B: Write the lesson.',
    'turn 1 · write · tool_use · 20 tokens out · $0.2500 · 1.5 s',
    'thinking, 11 B: Let me see.',
    'I write it now.',
    'write_file lesson.json 37 B → Wrote it.',
    'edit_file lesson.json 52 B → error: No such text.',
    'check 1: fail: steps-in-order, value-slots',
    'turn 2 · repair · tool_use · 20 tokens out · cost unknown · 1.5 s',
    'validate → working',
  ]);
});

test('a call unfolds to what it writes, line by line, and to its result', async () => {
  const paths = await emptyContent();
  await writeTranscript(paths, [
    opened(),
    replied(1, [
      call('a', 'write_file', { path: 'a.txt', content: 'one\n\ttwo\r\nthree' }),
      call('b', 'edit_file', { path: 'a.txt', old_text: 'one', new_text: 'eins\nzwei' }),
    ]),
    told([result('a', 'Wrote it.'), result('b', 'No.', true)]),
  ]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  expect(await unfolded(transcript, 2)).toEqual([
    { role: 'tool-input', text: '{' },
    { role: 'tool-input', text: '  "path": "a.txt"' },
    { role: 'tool-input', text: '}' },
    { role: 'meta', text: 'content:' },
    { role: 'tool-input', text: 'one' },
    { role: 'tool-input', text: ' two' },
    { role: 'tool-input', text: 'three' },
    { role: 'meta', text: 'result:' },
    { role: 'result', text: 'Wrote it.' },
  ]);
  const edit = (await unfolded(transcript, 3)).map(({ role, text }) => `${role} ${text}`);
  expect(edit.slice(3)).toEqual([
    'meta old_text:',
    'removed one',
    'meta new_text:',
    'added eins',
    'added zwei',
    'meta result:',
    'error No.',
  ]);
});

test('of a transcript of 5 MB the first rows are there after one piece, and no content stays', async () => {
  const paths = await emptyContent();
  const turns = Array.from({ length: 100 }, (_, at) => turnOf(at + 1, 48_000));
  await writeTranscript(paths, [opened(), ...turns.flat()]);
  const seen: { rows: number; readBytes: number }[] = [];
  const transcript = openTranscript(paths.item('item-0'), () => {
    const { readBytes } = transcript.getProgress();
    seen.push({ rows: transcript.getRows().length, readBytes });
  });
  await transcript.refresh();
  const { readBytes, sizeBytes } = transcript.getProgress();
  expect(sizeBytes).toBeGreaterThan(5_000_000);
  expect(readBytes).toBe(sizeBytes);
  expect(seen[0]?.rows).toBeGreaterThan(5);
  expect(seen[0]?.readBytes).toBeLessThanOrEqual(pieceBytes);
  expect(transcript.getRows()).toHaveLength(201);
  expect(transcript.keptBytes()).toBe(0);
  expect(JSON.stringify(transcript.getEntries()).length).toBeLessThan(sizeBytes / 50);
});

test('a tool input of 3 MB leaves a row in memory, and unfolds to a window of lines', async () => {
  const paths = await emptyContent();
  await writeTranscript(paths, [opened(), ...turnOf(1, 3_000_000), ...turnOf(2, 16)]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  expect(JSON.stringify(transcript.getEntries()).length).toBeLessThan(3_000);
  expect(shown(transcript)[2]).toBe('write_file lesson.json 3.2 MB → Wrote lesson.json.');
  const row = transcript.getRows()[2];
  const layout = layOut(row ? await rowBody(row, transcript.read) : [], 80);
  expect(layout.lineCount).toBe(maxLayoutLines + 1);
  expect(layout.lines(40_000, 20)).toHaveLength(20);
  expect(layout.lines(maxLayoutLines, 5)).toEqual([
    { role: 'meta', text: expect.stringMatching(/^… [\d,]+ more characters are in the/) },
  ]);
});

test('content in memory stays within its bound, however much is looked at', async () => {
  const paths = await emptyContent();
  const turns = Array.from({ length: 30 }, (_, at) => turnOf(at + 1, 800_000));
  await writeTranscript(paths, [opened(), ...turns.flat()]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  for (const entry of transcript.getEntries()) await transcript.read(entry);
  expect(transcript.keptBytes()).toBeLessThanOrEqual(8_000_000);
  expect(transcript.keptBytes()).toBeGreaterThan(4_000_000);
});

test('a refresh reads only what was added, and leaves a line without its end for the next', async () => {
  const paths = await emptyContent();
  const file = await writeTranscript(paths, [opened(), ...turnOf(1, 32)]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  const before = transcript.getEntries();
  await transcript.refresh();
  expect(transcript.getEntries()).toBe(before);
  const line = JSON.stringify(replied(2, [{ type: 'text', text: 'Done.' }]));
  await appendFile(file, line.slice(0, 40));
  await transcript.refresh();
  expect(transcript.getEntries()).toHaveLength(3);
  await appendFile(file, `${line.slice(40)}\n`);
  await transcript.refresh();
  expect(transcript.getEntries().slice(0, 3)).toEqual(before);
  expect(shown(transcript).at(-1)).toBe('Done.');
});

test('refreshes asked for at once index nothing twice', async () => {
  const paths = await emptyContent();
  await writeTranscript(paths, [opened(), ...turnOf(1, 32)]);
  const transcript = openTranscript(paths.item('item-0'));
  await Promise.all([transcript.refresh(), transcript.refresh(), transcript.refresh()]);
  expect(transcript.getEntries()).toHaveLength(3);
});

test('another attempt is added; attempts put aside for a retry are gone', async () => {
  const paths = await emptyContent();
  await writeTranscript(paths, [opened(1), ...turnOf(1, 32)]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  await writeTranscript(paths, [opened(2), ...turnOf(1, 32)], 2);
  await transcript.refresh();
  expect(shown(transcript).filter((line) => line.startsWith('attempt'))).toHaveLength(2);
  const { attempts } = paths.item('item-0');
  await rename(attempts, `${attempts}-earlier`);
  await transcript.refresh();
  expect(transcript.getRows()).toEqual([]);
  await writeTranscript(paths, [opened(1), ...turnOf(1, 32), ...turnOf(2, 32), ...turnOf(3, 32)]);
  await transcript.refresh();
  expect(transcript.getEntries()).toHaveLength(7);
});

test('an entry that stands there no more is undefined, and its row says so', async () => {
  const paths = await emptyContent();
  const file = await writeTranscript(paths, [opened(), ...turnOf(1, 32)]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  await rm(file);
  expect(await unfolded(transcript, 2)).toMatchObject([
    { role: 'error' },
    { role: 'meta' },
    { role: 'error' },
  ]);
});

test('damaged lines are one row with their reason, the rest is read on', async () => {
  const paths = await emptyContent();
  const file = await writeTranscript(paths, [opened()]);
  await appendFile(file, 'no json\n{}\n[1]\n\n');
  await addEntries(file, turnOf(1, 32));
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  expect(shown(transcript)[1]).toBe(
    'line 2 (and 3 more lines after it): expected a line of a transcript, found no json',
  );
  expect(transcript.getEntries()).toHaveLength(4);
});

test('blocks with odd fields, and hundreds of them, are shown as far as they go', async () => {
  const paths = await emptyContent();
  const odd = [
    { type: 'text', text: 7 },
    { type: 'tool_use', id: null, name: { a: 1 }, input: 'words' },
    { type: 'server_tool_use', anything: [1] },
    ...Array.from({ length: 1_000 }, () => ({ type: 'text', text: 'x' })),
  ];
  // As a line that somebody wrote by hand.
  const entry: unknown = { ...replied(1, []), content: odd };
  const file = await writeTranscript(paths, [opened()]);
  await appendFile(file, `${JSON.stringify(entry)}\n`);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  expect(shown(transcript).at(-1)).toBe('… and 803 more blocks');
  for (const index of transcript.getRows().keys()) await unfolded(transcript, index);
});

test('no folder is an empty transcript; what is no folder in its place is a fault', async () => {
  const paths = await emptyContent();
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  expect(transcript.getRows()).toEqual([]);
  expect(transcript.getFault()).toBeUndefined();
  const { attempts } = paths.item('item-0');
  await mkdir(dirname(attempts), { recursive: true });
  await writeFile(attempts, 'no folder');
  await transcript.refresh();
  expect(transcript.getFault()).toContain('ENOTDIR');
});

test('an abort stops the reading, and a later refresh goes on', async () => {
  const paths = await emptyContent();
  await writeTranscript(paths, [opened(), ...turnOf(1, 800_000), ...turnOf(2, 800_000)]);
  const controller = new AbortController();
  const transcript = openTranscript(paths.item('item-0'), () => controller.abort());
  await expect(transcript.refresh(controller.signal)).rejects.toThrow('aborted');
  expect(transcript.getEntries().length).toBeLessThan(5);
  await transcript.refresh();
  expect(transcript.getEntries()).toHaveLength(5);
});
