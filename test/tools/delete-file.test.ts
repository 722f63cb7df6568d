import { access, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { deleteFile } from '../../src/tools/delete-file.ts';
import { createDryRunFiles } from '../../src/tools/dry-run-files.ts';
import { dryRunTool } from '../../src/tools/dry-run-tool.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { ContainmentError, MissingError } from '../../src/tools/tool-error.ts';
import { contextOver, snapshot, trappedSandbox } from './sandbox.ts';

const input = (path: string) => ({ path, reason: 'no use' });

/** What a person would see of a call, or the problem with it. */
function describedAs(tool: Tool, raw: unknown) {
  if (tool.gate === 'none') throw new Error('it has no gate');
  return tool.describe(raw);
}

const kinds: [string, boolean | undefined, boolean][] = [
  ['held by open handle', undefined, false],
  ['held by path', false, false],
  ['in a dry run', undefined, true],
];

describe.each(kinds)('removing a file, with folders %s', (_, pinned, isDry) => {
  async function sandbox() {
    const traps = await trappedSandbox();
    const { draft, guides } = traps;
    const real = createFileAccess({
      draft,
      mounts: { guides },
      ...(pinned === undefined ? {} : { pinned }),
    });
    return { ...traps, files: isDry ? createDryRunFiles(real) : real };
  }

  test('takes a plain file away, and it can be written again', async () => {
    const { files } = await sandbox();
    await files.write('sub/notes.md', 'mine');
    await files.remove('./sub/notes.md');
    await files.remove('lesson.json');
    await expect(files.read('lesson.json')).rejects.toBeInstanceOf(MissingError);
    const listed = (await files.list('')).map(({ path }) => path);
    expect(listed).not.toContain('lesson.json');
    expect(listed).not.toContain('sub/notes.md');
    await expect(files.remove('lesson.json')).rejects.toBeInstanceOf(MissingError);
    await files.write('lesson.json', '[2]');
    expect(await files.read('lesson.json')).toBe('[2]');
    expect((await files.list('')).map(({ path }) => path)).toContain('lesson.json');
    await files.remove('lesson.json');
    await expect(files.read('lesson.json')).rejects.toBeInstanceOf(MissingError);
  });

  test('refuses guides, links, pipes, folders and what lies outside, and touches nothing', async () => {
    const { files, root } = await sandbox();
    const before = await snapshot(root);
    const contained = ['guides/style.md', 'Guides/x', '../secret.txt', '/etc/passwd', 'file-link'];
    for (const path of [...contained, 'folder-link/secret.txt', 'dangling', 'pipe']) {
      await expect(files.remove(path), path).rejects.toBeInstanceOf(ContainmentError);
    }
    await expect(files.remove('sub')).rejects.toThrow(/is a folder/);
    await expect(files.remove('nothing/there')).rejects.toBeInstanceOf(MissingError);
    expect(await snapshot(root)).toEqual(before);
  });
});

test('a dry run deletes nothing on disk', async () => {
  const { root, draft, guides } = await trappedSandbox();
  const before = await snapshot(root);
  const files = createDryRunFiles(createFileAccess({ draft, mounts: { guides } }));
  await files.remove('lesson.json');
  expect(await snapshot(root)).toEqual(before);
});

describe('delete_file', () => {
  test('says what it would do, in the same words for the same file', () => {
    expect(describedAs(deleteFile, input('./a/notes.md'))).toEqual({
      type: 'action',
      action: {
        verb: 'delete',
        target: 'a/notes.md',
        effect: expect.stringContaining('Takes "a/notes.md" out of the draft'),
      },
    });
  });

  test.each([
    ['leaves the draft', input('../x'), 'use no ".."'],
    ['hides what it is', input('notes\u202e.md'), 'invisible characters'],
    ['lies in the guides', input('guides/x'), 'delete outside guides/'],
    ['has no reason', { path: 'x' }, 'Invalid input for delete_file'],
    ['is no object', 'x', 'Invalid input for delete_file'],
  ])('whose path %s is no question for a person', (_what, raw, problem) => {
    expect(describedAs(deleteFile, raw)).toEqual({
      type: 'invalid',
      problem: expect.stringContaining(problem),
    });
  });

  test('deletes once it is let run', async () => {
    const { draft, guides, at } = await trappedSandbox();
    const files = createFileAccess({ draft, mounts: { guides } });
    const result = await deleteFile.run(input('lesson.json'), contextOver(files));
    expect(result).toEqual({ text: 'Deleted lesson.json.', isError: false });
    await expect(access(at('draft/lesson.json'))).rejects.toThrow();
  });

  test('in a dry run asks nobody, and leaves the file even in memory', async () => {
    const { draft, guides, at } = await trappedSandbox();
    const files = createDryRunFiles(createFileAccess({ draft, mounts: { guides } }));
    const tool = dryRunTool(deleteFile);
    expect(tool.gate).toBe('none');
    const result = await tool.run(input('lesson.json'), contextOver(files));
    expect(result).toEqual({
      text: expect.stringContaining('A person would have been asked: Takes "lesson.json"'),
      isError: false,
    });
    expect(await files.read('lesson.json')).toBe('{}');
    expect(await readFile(at('draft/lesson.json'), 'utf8')).toBe('{}');
    expect((await tool.run(input('../x'), contextOver(files))).isError).toBe(true);
  });
});
