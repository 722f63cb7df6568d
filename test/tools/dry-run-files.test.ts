import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDryRunFiles } from '../../src/tools/dry-run-files.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { ContainmentError } from '../../src/tools/tool-error.ts';
import { snapshot, temporaryFolder, trappedSandbox } from './sandbox.ts';

test('a dry run sees its own writes over the files on disk, and the disk stays as it was', async () => {
  const { root, draft, guides } = await trappedSandbox();
  const before = await snapshot(root);
  const files = createDryRunFiles(createFileAccess({ draft, mounts: { guides } }));
  await files.write('./lesson.json', '[1]');
  await files.write('parts/a.json', 'a');
  expect(await files.read('lesson.json')).toBe('[1]');
  expect(await files.read('guides/style.md')).toBe('Write plainly.');
  expect(await files.list('parts')).toEqual([{ path: 'parts/a.json', sizeBytes: 1 }]);
  expect((await files.list('')).map((file) => file.path)).toEqual([
    'guides/deep/more.md',
    'guides/style.md',
    'lesson.json',
    'parts/a.json',
  ]);
  expect(await snapshot(root)).toEqual(before);
});

test('a dry run needs no folder at all', async () => {
  const root = await temporaryFolder();
  const base = createFileAccess({
    draft: join(root, 'x/draft'),
    mounts: { guides: join(root, 'g') },
  });
  const files = createDryRunFiles(base);
  await files.write('a/b.json', '1');
  expect(await files.read('a/b.json')).toBe('1');
  expect(await files.list('')).toEqual([{ path: 'a/b.json', sizeBytes: 1 }]);
  expect(await readdir(root)).toEqual([]);
});

test('a dry run refuses what a real write would refuse', async () => {
  const { draft, guides } = await trappedSandbox();
  const files = createDryRunFiles(createFileAccess({ draft, mounts: { guides } }));
  for (const path of ['../x', 'guides/x', 'file-link', 'folder-link/x', 'dangling', 'pipe']) {
    await expect(files.write(path, 'x')).rejects.toBeInstanceOf(ContainmentError);
  }
  await files.write('a/b', 'x');
  await expect(files.write('a', 'x')).rejects.toThrow(/is a folder/);
  await expect(files.write('a/b/c', 'x')).rejects.toThrow(/is a file/);
  await expect(files.write('big', 'x'.repeat(2_000_001))).rejects.toThrow(/at most/);
  for (let n = 0; n < 98; n += 1) await files.write(`n${n}`, '');
  await expect(files.write('more', '')).rejects.toThrow(/already holds 100 files/);
});
