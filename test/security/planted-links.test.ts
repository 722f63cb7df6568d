import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendEntry } from '../../src/engine/agent/transcript.ts';
import { environmentError } from '../../src/engine/environment-error.ts';
import { freshEntries } from '../engine/agent/tiny-agent.ts';
import { openTinyFactory } from '../engine/tiny-factory.ts';
import { snapshot, temporaryFolder } from '../tools/sandbox.ts';

/** A folder that holds everything a redirected write, move or removal could hit. */
async function outside(): Promise<string> {
  const root = await temporaryFolder();
  for (const folder of [
    'draft',
    'attempts/1',
    'item-0/draft',
    'item-0/attempts/1',
    'journal',
    '1',
  ]) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, 'note.json'), 'CANARY');
  }
  for (const file of [
    'item-0.json',
    'item-0.json.0.tmp',
    'state.json',
    'checkpoint.json',
    'lock',
  ]) {
    await writeFile(join(root, file), 'CANARY without an end of line');
  }
  for (const folder of ['attempts/1', 'item-0/attempts/1', '1', '']) {
    await writeFile(join(root, folder, 'transcript.jsonl'), '{"half":"a line');
  }
  await writeFile(join(root, 'journal', '000000000001.jsonl'), '');
  return root;
}

const folders = [
  'accepted',
  'escalated',
  'work',
  'work/item-0',
  'work/item-0/draft',
  'work/item-0/attempts',
  'work/item-0/attempts/1',
  '.engine',
  '.engine/journal',
  '.engine/approvals',
];
const files: [string, string][] = [
  ['accepted/item-0.json', 'item-0.json'],
  ['escalated/item-0.json', 'item-0.json'],
  ['work/item-0/state.json', 'state.json'],
  ['work/item-0/attempts/1/transcript.jsonl', 'transcript.jsonl'],
  ['work/item-0/attempts/1/report-card.json', 'state.json'],
  ['.engine/checkpoint.json', 'checkpoint.json'],
  ['.engine/lock', 'lock'],
  ['.engine/journal/000000000001.jsonl', 'journal/000000000001.jsonl'],
];

/** Runs over a directory with a link planted in it; gives how it ended, or the words for a person. */
async function runWithLink(link: string, target: string): Promise<string> {
  const { root, run } = await openTinyFactory({ items: 2 });
  await mkdir(dirname(join(root, link)), { recursive: true });
  await symlink(target, join(root, link));
  try {
    const { end } = await run();
    return end.outcome;
  } catch (error) {
    expect(environmentError(error), String(error)).toBeDefined();
    return 'refused';
  }
}

describe('a link planted in a content directory sends nothing elsewhere', () => {
  test.each(folders)('in place of the folder %s', async (link) => {
    const target = await outside();
    const before = await snapshot(target);
    await runWithLink(link, target);
    expect(await snapshot(target)).toEqual(before);
  });

  test.each(files)('in place of the file %s', async (link, name) => {
    const target = await outside();
    const before = await snapshot(target);
    await runWithLink(link, join(target, name));
    expect(await snapshot(target)).toEqual(before);
  });

  test('in place of one item’s folder, and only that item goes to a person', async () => {
    const target = await outside();
    const { root, paths, run } = await openTinyFactory({ items: 3 });
    await mkdir(paths.work);
    await symlink(target, paths.item('item-1').root);
    await run();
    const escalated = await readFile(paths.escalatedFile('item-1'), 'utf8');
    expect(JSON.parse(escalated).reason).toContain('passes through a link');
    expect(Object.keys(await snapshot(join(root, 'accepted')))).toEqual([
      'item-0.json',
      'item-2.json',
    ]);
  });

  test('in place of a shared folder ends the run with words for a person', async () => {
    expect(await runWithLink('accepted', await outside())).toBe('refused');
    expect(await runWithLink('work', await outside())).toBe('refused');
    expect(await runWithLink('.engine', await outside())).toBe('refused');
  });
});

test('an operator may reach the content directory itself by a link', async () => {
  const { root, paths, run } = await openTinyFactory({ items: 1 });
  const link = join(await temporaryFolder(), 'link');
  await symlink(root, link);
  const { contentPaths } = await import('../../src/engine/files/paths.ts');
  await run({ paths: contentPaths(link) });
  expect(await readFile(paths.acceptedFile('item-0'), 'utf8')).toContain('better');
});

test('a file is as private as its folder, and writable for nobody else', async () => {
  const root = await temporaryFolder();
  const [entry] = freshEntries();
  if (!entry) throw new Error('expected an entry');
  const modes: string[] = [];
  const umask = process.umask(0);
  try {
    for (const mode of [0o777, 0o755, 0o750, 0o700]) {
      const folder = join(root, mode.toString(8));
      await mkdir(folder);
      await chmod(folder, mode);
      await appendEntry(join(folder, 'a'), entry);
      const seen = await snapshot(folder);
      modes.push(seen.a?.split(' ')[0] ?? '');
    }
  } finally {
    process.umask(umask);
  }
  expect(modes).toEqual(['100644', '100644', '100640', '100600']);
});
