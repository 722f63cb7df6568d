import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { diedAfter } from '../watch.ts';

const oddities: [string, (path: string) => void][] = [
  ['a folder', (path) => mkdirSync(join(path, 'deep'), { recursive: true })],
  ['a link to nothing', (path) => symlinkSync('nowhere', path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
  [
    'a file of more than 32 MiB',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 32 * 1024 * 1024 + 1);
    },
  ],
];

function isPlain(factory: { paths: { acceptedFile(id: string): string } }, id: string): void {
  const text = readFileSync(factory.paths.acceptedFile(id), 'utf8');
  expect(JSON.parse(text)).toEqual({ id, words: ['good', 'better'] });
}

describe.each(oddities)('%s among the accepted outputs', (_what, make) => {
  test('is put aside with a notice, and the item is made', async () => {
    const factory = await openTinyFactory({ items: 2 });
    mkdirSync(factory.paths.accepted);
    make(factory.paths.acceptedFile('item-0'));
    const { end, state } = await factory.run();
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, escalated: 0 });
    expect(state.notices).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/^accepted\/item-0\.json is no plain file .* was moved to /),
      },
    ]);
    const names = readdirSync(factory.paths.item('item-0').root);
    expect(names.filter((name) => name.startsWith('rejected-')).length).toBe(1);
    isPlain(factory, 'item-0');
  });

  test('in the place of a known output is put aside, and the output made anew, unpaid', async () => {
    const factory = await openTinyFactory({ items: 1 });
    const { state: before } = await factory.run();
    rmSync(factory.paths.acceptedFile('item-0'));
    make(factory.paths.acceptedFile('item-0'));
    const { state } = await factory.run();
    expect(state.counts.accepted).toBe(1);
    expect(state.totals).toEqual(before.totals);
    isPlain(factory, 'item-0');
  });
});

describe.each(oddities)('%s among the escalations', (_what, make) => {
  test('keeps its item with a person, until that one says otherwise', async () => {
    const factory = await openTinyFactory({ items: 2 });
    mkdirSync(factory.paths.escalated);
    const file = factory.paths.escalatedFile('item-0');
    make(file);
    const { end, state } = await factory.run();
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 1, escalated: 1 });
    expect(state.items.get('item-0')?.reason).toBe(`${file} is there`);
    const again = await factory.run({ reopen: ['item-0'] });
    expect(again.state.counts).toMatchObject({ accepted: 2, escalated: 0 });
  });
});

describe('a transcript', () => {
  test('that was damaged by hand brings its own item to a person, with file and line', async () => {
    const factory = await diedAfter(1, { items: 3 });
    const file = factory.paths.item('item-0').transcript(1);
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.with(2, 'a slip of the editor').join('\n'));
    const { end, state } = await factory.run();
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, escalated: 1 });
    const { reason } = state.items.get('item-0') ?? {};
    expect(reason).toContain(`${file}:3: expected a line of a transcript, found a slip`);
    const escalated = readFileSync(factory.paths.escalatedFile('item-0'), 'utf8');
    expect(JSON.parse(escalated)).toMatchObject({ id: 'item-0', reason });
    const again = await factory.run({ reopen: ['item-0'] });
    expect(again.state.counts).toMatchObject({ accepted: 3, escalated: 0 });
  });

  test('that is a folder brings its own item to a person', async () => {
    const factory = await diedAfter(1, { items: 3 });
    const file = factory.paths.item('item-0').transcript(1);
    rmSync(file);
    mkdirSync(file);
    const { end, state } = await factory.run({ callModel: repairingAuthor });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, escalated: 1 });
  });
});

test('a file of a person in the work folder is none of our business', async () => {
  const factory = await openTinyFactory({ items: 1 });
  const { root } = factory.paths.item('item-0');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'notes.txt'), note('x'));
  expect((await factory.run()).state.counts.accepted).toBe(1);
  expect(readFileSync(join(root, 'notes.txt'), 'utf8')).toBe(note('x'));
});
