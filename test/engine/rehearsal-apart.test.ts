import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ContentPaths } from '../../src/engine/files/paths.ts';
import { loadState } from '../../src/engine/journal/checkpoint.ts';
import { UserError } from '../../src/engine/user-error.ts';
import type { CallModel } from '../../src/models/port.ts';
import { reply, validates, writes } from './replies.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';
import { note } from './tiny-product.ts';

const real = { name: 'anthropic', baseUrl: 'https://api.example', rehearsal: false };

/** Accepts all items but the first, which comes to a person. */
const author: CallModel = async (request, io) => {
  const { item, turn } = request;
  if (item !== 'item-0') return repairingAuthor(request, io);
  return reply([writes(note(item, 'bad', `${turn}`), `w${turn}`), validates(`v${turn}`)]);
};

/** Every file below a folder with its text, its path relative. */
function filesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

async function rehearsed() {
  const factory = await openTinyFactory({ items: 3 });
  const { state } = await factory.run({ callModel: author });
  expect(state.counts).toMatchObject({ accepted: 2, escalated: 1 });
  return factory;
}

/** What is put aside, and the name it has there, in the order in which it goes. */
function partsOf({ accepted, escalated, work, checkpoint, journal }: ContentPaths) {
  return [accepted, escalated, work, checkpoint, journal].map((path) => ({
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
  }));
}

/** The one folder under `rehearsed/`. */
function asideOf({ rehearsed }: ContentPaths): string {
  const [name = '', ...others] = readdirSync(rehearsed);
  expect(others).toEqual([]);
  return join(rehearsed, name);
}

function snapshot(paths: ContentPaths, from = (part: { path: string; name: string }) => part.path) {
  return partsOf(paths).map((part) => {
    const path = from(part);
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : filesIn(path);
  });
}

describe('a real run after a rehearsal', () => {
  test('puts what the rehearsal made aside, whole, and begins with nothing', async () => {
    const factory = await rehearsed();
    const before = snapshot(factory.paths);
    const { state } = await factory.run({ provider: real });
    const aside = asideOf(factory.paths);
    expect(snapshot(factory.paths, ({ name }) => join(aside, name))).toEqual(before);
    expect(state.notices.map(({ message }) => message)).toEqual([
      `what the rehearsal made (2 accepted) was put aside in ${aside}`,
    ]);
    // Three items, two calls each; the rehearsal's dollars and escalation are not among these.
    expect(state.counts).toMatchObject({ accepted: 3, escalated: 0 });
    expect(state.totals.calls).toBe(6);
    expect(state.totals.costUsd).toBe(state.run.spentUsd);
    expect(state.provider).toEqual(real);
    expect(existsSync(factory.paths.escalated)).toBe(false);
  });

  test.each([0, 1, 2, 3, 4])(
    'goes on with the putting aside where a crash ended it, after %d of its parts',
    async (moved) => {
      const factory = await rehearsed();
      const before = snapshot(factory.paths);
      const { lastAtMs } = (await loadState(factory.paths)).state;
      const name = new Date(lastAtMs).toISOString().replaceAll(':', '-');
      const aside = join(factory.paths.rehearsed, name);
      mkdirSync(aside, { recursive: true });
      for (const part of partsOf(factory.paths).slice(0, moved)) {
        renameSync(part.path, join(aside, part.name));
      }
      const { state } = await factory.run({ provider: real });
      expect(asideOf(factory.paths)).toBe(aside);
      expect(snapshot(factory.paths, (part) => join(aside, part.name))).toEqual(before);
      expect(state.counts).toMatchObject({ accepted: 3, escalated: 0 });
      expect(state.totals.calls).toBe(6);
    },
  );
});

test('a putting aside that fails is told, and is done by a later start', async () => {
  const factory = await rehearsed();
  const before = snapshot(factory.paths);
  const { lastAtMs } = (await loadState(factory.paths)).state;
  const name = new Date(lastAtMs).toISOString().replaceAll(':', '-');
  const inTheWay = join(factory.paths.rehearsed, name, 'work');
  mkdirSync(join(inTheWay, 'something'), { recursive: true });
  await expect(factory.start({ provider: real })).rejects.toThrow('ENOTEMPTY');
  // Nothing has begun, and what tells of the rehearsal is still in its place.
  expect((await loadState(factory.paths)).state.provider.rehearsal).toBe(true);
  rmSync(inTheWay, { recursive: true });
  const { state } = await factory.run({ provider: real });
  const aside = asideOf(factory.paths);
  expect(snapshot(factory.paths, (part) => join(aside, part.name))).toEqual(before);
  expect(state.totals.calls).toBe(6);
});

describe('a rehearsal in a directory of real work', () => {
  test('is refused with words, and nothing is touched', async () => {
    const factory = await openTinyFactory({ items: 2 });
    await factory.run({ provider: real });
    const before = filesIn(factory.root);
    const refused = factory.start();
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(/holds the work of a real run \(2 accepted\)/);
    expect(filesIn(factory.root)).toEqual(before);
    expect((await factory.run({ provider: real })).end.outcome).toBe('finished');
  });
});

describe.each([
  ['real', real],
  ['rehearsal', { ...real, rehearsal: true }],
])('two runs of one kind (%s)', (_kind, provider) => {
  test('share their directory, also when the provider has another name', async () => {
    const factory = await openTinyFactory({ items: 3 });
    const first = await factory.run({ provider, requested: factory.catalogue.slice(0, 2) });
    const other = { ...provider, name: 'other', baseUrl: 'https://other.example' };
    const { state } = await factory.run({ provider: other });
    expect(existsSync(factory.paths.rehearsed)).toBe(false);
    expect(state.counts.accepted).toBe(3);
    expect(state.totals.costUsd).toBeGreaterThan(first.state.totals.costUsd);
  });
});

test('a rehearsal that is refused repairs nothing: the next real run still tells of what a crash had cut', async () => {
  const factory = await openTinyFactory({ items: 3 });
  await factory.run({ callModel: author, provider: real });
  const [segment = ''] = readdirSync(factory.paths.journal);
  appendFileSync(join(factory.paths.journal, segment), '{"v":1,"seq":');
  const before = snapshot(factory.paths);
  await expect(factory.run()).rejects.toThrow(UserError);
  expect(snapshot(factory.paths)).toEqual(before);
  const { state } = await factory.run({ callModel: author, provider: real });
  expect(state.notices.some(({ message }) => message.includes('cut by a crash'))).toBe(true);
});
