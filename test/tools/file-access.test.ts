import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { ContainmentError, ToolError } from '../../src/tools/tool-error.ts';
import { snapshot, temporaryFolder, trappedSandbox } from './sandbox.ts';

async function open() {
  const sandbox = await trappedSandbox();
  const { draft, guides } = sandbox;
  return { ...sandbox, files: createFileAccess({ draft, mounts: { guides } }) };
}

describe('files of an agent', () => {
  test('are read, written and listed, guides among them', async () => {
    const { files } = await open();
    await files.write('./parts/one.json', '[1, "é"]');
    expect(await files.read('parts/one.json')).toBe('[1, "é"]');
    expect(await files.read('guides/style.md')).toBe('Write plainly.');
    expect(await files.list('')).toEqual([
      { path: 'lesson.json', sizeBytes: 2 },
      { path: 'parts/one.json', sizeBytes: 9 },
      { path: 'guides/deep/more.md', sizeBytes: 5 },
      { path: 'guides/style.md', sizeBytes: 14 },
    ]);
    expect(await files.list('guides/deep/')).toEqual([
      { path: 'guides/deep/more.md', sizeBytes: 5 },
    ]);
    expect(await files.list('parts')).toEqual([{ path: 'parts/one.json', sizeBytes: 9 }]);
  });

  test('are private to their owner, and leave no temporary file', async () => {
    const { files, draft } = await open();
    await files.write('new/a.json', 'x');
    await files.write('new/a.json', 'y');
    expect((await stat(join(draft, 'new/a.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(draft, 'new'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(draft, 'new'))).toEqual(['a.json']);
  });

  test('need no folder before the first write', async () => {
    const root = await temporaryFolder();
    const files = createFileAccess({
      draft: join(root, 'work/two-sum/draft'),
      mounts: { guides: join(root, 'guides') },
    });
    expect(await files.list('')).toEqual([]);
    await expect(files.read('lesson.json')).rejects.toThrow('There is no file "lesson.json"');
    expect(await readdir(root)).toEqual([]);
    await files.write('lesson.json', '{}');
    expect(await files.read('lesson.json')).toBe('{}');
  });

  test.each([
    ['', /empty path/i],
    ['.', /name a file/],
    ['../secret.txt', /no "\.\."/],
    ['sub/../../draft-evil/secret.txt', /no "\.\."/],
    ['/etc/passwd', /relative path/],
    ['~/x', /relative path/],
    ['a\\b', /use "\/"/],
    ['C:/x', /none of/],
    ['a\0b', /NUL/],
    ['a\u202eb', /invisible/],
    ['CON', /reserved for a device/],
    ['sub/nul.json', /reserved for a device/],
    ['a.', /dot or a space/],
    ['a /b', /dot or a space/],
    ['a//b', /empty parts/],
    [`${'x'.repeat(256)}`, /255 bytes/],
    [`${'é'.repeat(128)}`, /255 bytes/],
    [`${'xxxxxxxxx/'.repeat(110)}x`, /1024 bytes/],
    ['1/2/3/4/5/6/7/8/9', /8 levels/],
    ['.~00ff.tmp', /temporary/],
    ['Guides/style.md', /write it as "guides"/],
    ['guides/new.md', /read-only/],
    ['folder-link/planted.txt', /link/],
    ['file-link', /link/],
    ['dangling', /link/],
    ['sub/root/x', /link/],
    ['pipe', /pipe/],
    ['sub', /is a folder/],
    ['lesson.json/x', /is a file, not a folder/],
  ])('refuse to write %j, and touch nothing', async (path, words) => {
    const { files, root } = await open();
    const before = await snapshot(root);
    await expect(files.write(path, 'x')).rejects.toThrow(words);
    await expect(files.write(path, 'x')).rejects.toBeInstanceOf(ToolError);
    expect(await snapshot(root)).toEqual(before);
  });

  test.each([
    'folder-link/secret.txt',
    'file-link',
    'guides/file-link',
    'guides/folder-link/secret.txt',
    'pipe',
    'dangling',
  ])('refuse to read %s, without waiting', async (path) => {
    const { files } = await open();
    await expect(files.read(path)).rejects.toBeInstanceOf(ContainmentError);
  });

  test('refuse a draft that was swapped for a link', async () => {
    const { files, draft, at } = await open();
    await rename(draft, at('moved'));
    await symlink(at('outside'), draft);
    await expect(files.read('secret.txt')).rejects.toBeInstanceOf(ContainmentError);
    await expect(files.write('planted.txt', 'x')).rejects.toBeInstanceOf(ContainmentError);
    expect(await readdir(at('outside'))).toEqual(['secret.txt']);
  });

  test.each([[true], [false]])(
    'stay inside while their folder is swapped for a link again and again (pinned: %s)',
    async (pinned) => {
      const { draft, guides, at } = await open();
      const files = createFileAccess({
        draft,
        mounts: { guides },
        pinned: pinned && process.platform === 'linux',
      });
      await writeFile(at('outside/lesson.json'), 'CANARY');
      // A write in between may make the folder anew: the swap then takes its place all the same.
      const clear = () => rm(at('draft/sub'), { recursive: true, force: true });
      const swap = async () => {
        await rename(at('draft/sub'), at('draft/kept'));
        for (let done = false; !done; ) {
          await clear();
          done = await symlink(at('outside'), at('draft/sub')).then(
            () => true,
            () => false,
          );
        }
        await clear();
        await rename(at('draft/kept'), at('draft/sub')).catch(() => {});
        await mkdir(at('draft/sub'), { recursive: true });
        await rm(at('draft/kept'), { recursive: true, force: true });
      };
      let isOver = false;
      const swapping = (async () => {
        while (!isOver) await swap();
      })();
      for (let round = 0; round < 300; round += 1) {
        const [, read] = await Promise.allSettled([
          files.write('sub/lesson.json', 'WRITTEN'),
          files.read('sub/lesson.json'),
        ]);
        expect(read?.status === 'fulfilled' ? read.value : '').not.toContain('CANARY');
        if (pinned) expect(await readdir(at('outside'))).toEqual(['lesson.json', 'secret.txt']);
      }
      isOver = true;
      await swapping;
      expect(await files.read('lesson.json')).toBe('{}');
      // Where folders are held by path alone, an empty temporary file may be left; never any content.
      for (const name of await readdir(at('outside'))) {
        const text = await readFile(at(`outside/${name}`), 'utf8');
        expect(text).toBe(name.endsWith('.tmp') ? '' : 'CANARY');
      }
    },
  );

  test('refuse bytes that are not UTF-8, and text that cannot be written as such', async () => {
    const { files, draft } = await open();
    await writeFile(join(draft, 'binary'), Buffer.from([0x61, 0xff, 0xfe]));
    await expect(files.read('binary')).rejects.toThrow(/not valid UTF-8/);
    await expect(files.write('half', 'a\ud800')).rejects.toThrow(/surrogate/);
  });

  test('refuse more than 2 MB, and more than 100 files', async () => {
    const { files, draft } = await open();
    await expect(files.write('big', 'x'.repeat(2_000_001))).rejects.toThrow(/at most 2000000/);
    await writeFile(join(draft, 'huge'), 'x'.repeat(2_000_001));
    await expect(files.read('huge')).rejects.toThrow(/at most 2000000/);
    await mkdir(join(draft, 'many'));
    for (let n = 2; n < 100; n += 1) await writeFile(join(draft, `many/${n}`), '');
    await expect(files.write('one-more/x', '')).rejects.toThrow(/already holds 100 files/);
    await expect(stat(join(draft, 'one-more'))).rejects.toThrow(/ENOENT/);
    await files.write('lesson.json', '[]');
  });
});
