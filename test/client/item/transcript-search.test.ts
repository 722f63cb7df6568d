import { expect, test } from 'vitest';
import { openTranscript } from '../../../src/client/item/transcript.ts';
import {
  findText,
  type Match,
  type Place,
  type Search,
} from '../../../src/client/item/transcript-search.ts';
import {
  call,
  emptyContent,
  opened,
  replied,
  result,
  told,
  writeTranscript,
} from './transcripts.ts';

const start: Place = { row: 0, part: -1, at: -1 };

async function searched() {
  const paths = await emptyContent();
  await writeTranscript(paths, [
    opened(),
    told(['Find the Needle here.']),
    replied(1, [
      { type: 'text', text: 'A needle, and another NEEDLE.' },
      call('a', 'write_file', { path: 'a', content: `${'hay\n'.repeat(300_000)}needle "in" it\n` }),
    ]),
    told([result('a', 'nothing')]),
  ]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  return (search: Partial<Search>) =>
    findText(
      transcript,
      { text: 'needle', from: start, direction: 'forward', ...search },
      new AbortController().signal,
    );
}

const place = (match: Match | undefined) => match && [match.row, match.part, match.at];

test('a search goes from match to match through all content, and round to the first', async () => {
  const find = await searched();
  const seen: unknown[] = [];
  let from = start;
  for (let n = 0; n < 5; n += 1) {
    const match = await find({ from });
    if (!match) throw new Error('There is a match.');
    seen.push([...(place(match) ?? []), match.wrapped]);
    from = match;
  }
  expect(seen).toEqual([
    [1, 0, 9, false],
    [3, 0, 2, false],
    [3, 0, 22, false],
    [4, 2, 1_200_000, false],
    [1, 0, 9, true],
  ]);
});

test('backward it finds the same in the other order', async () => {
  const find = await searched();
  const seen: unknown[] = [];
  let from = start;
  for (let n = 0; n < 5; n += 1) {
    const match = await find({ from, direction: 'backward' });
    if (!match) throw new Error('There is a match.');
    seen.push([...(place(match) ?? []), match.wrapped]);
    from = match;
  }
  expect(seen).toEqual([
    [4, 2, 1_200_000, true],
    [3, 0, 22, false],
    [3, 0, 2, false],
    [1, 0, 9, false],
    [4, 2, 1_200_000, true],
  ]);
});

test('a single match is found again from itself', async () => {
  const find = await searched();
  const only = await find({ text: '"in" IT' });
  expect(place(only)).toEqual([4, 2, 1_200_007]);
  expect(await find({ text: '"in" IT', ...(only ? { from: only } : {}) })).toEqual({
    ...only,
    wrapped: true,
  });
});

test('what is not there is not found; signs that mean something in a pattern mean themselves', async () => {
  const find = await searched();
  expect(await find({ text: '' })).toBeUndefined();
  expect(await find({ text: 'n.edle' })).toBeUndefined();
  expect(await find({ text: '(needle-[/\\]' })).toBeUndefined();
  expect(place(await find({ text: 'must-succeed' }))).toEqual([0, -1, 36]);
  expect(place(await find({ text: 'WRITE_file' }))).toEqual([4, -1, 0]);
});

test('an aborted search throws', async () => {
  const paths = await emptyContent();
  await writeTranscript(paths, [opened(), told(['x'])]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  const search: Search = { text: 'y', from: start, direction: 'forward' };
  await expect(findText(transcript, search, AbortSignal.abort())).rejects.toThrow('aborted');
});
