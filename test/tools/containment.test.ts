import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDryRunFiles } from '../../src/tools/dry-run-files.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import type { FileAccess } from '../../src/tools/tool.ts';
import { ToolError } from '../../src/tools/tool-error.ts';
import { snapshot, trappedSandbox } from './sandbox.ts';

const NASTY = [
  '..',
  '.',
  '',
  '/',
  '\\',
  '~',
  'guides',
  'Guides',
  'ｇuides',
  'draft',
  'draft-evil',
  'outside',
  'secret.txt',
  'lesson.json',
  'style.md',
  'deep',
  'sub',
  'root',
  'folder-link',
  'file-link',
  'dangling',
  'pipe',
  'planted.txt',
  '\0',
  'a\0',
  '\n',
  '\u202e',
  '\u200b',
  '\ud800',
  'CON',
  'nul.txt',
  'com1',
  'C:',
  'C:\\',
  'x ',
  ' x',
  'x.',
  '...',
  '%2e%2e',
  '..%2f',
  '..;',
  '$HOME',
  'file:',
  '__proto__',
  '-rf',
  '*',
  '?',
  'é',
  'e\u0301',
  'x'.repeat(256),
  'é'.repeat(128),
  'proc',
  'self',
  'fd',
  '3',
];

/** What a listing must leave out: links, and the pipe. */
const TRAP = /^(folder-link|file-link|dangling|pipe|sub\/root|guides\/(file|folder)-link)(\/|$)/;

/** Names that lead somewhere: through links, to canaries, into the mount. */
const REAL = [
  'folder-link',
  'file-link',
  'dangling',
  'pipe',
  'sub',
  'root',
  'outside',
  'secret.txt',
  'planted.txt',
  'guides',
  'style.md',
  'lesson.json',
  '..',
];

/** Half of the paths are all but plausible, half are wild. */
const paths = (root: string) => {
  const plausible = fc
    .array(fc.constantFrom(...REAL), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'));
  const wildString = fc.string({ unit: 'binary', maxLength: 4 });
  const fragment = fc.oneof(fc.constantFrom(...NASTY, root), wildString);
  const separator = fc.constantFrom('/', '/', '/', '//', '\\', '/./', '/../', '');
  const wild = fc
    .array(fc.tuple(fragment, separator), { minLength: 1, maxLength: 10 })
    .map((parts) => parts.flat().join(''));
  return fc.oneof(plausible, wild);
};

async function quietly<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    // Words for the model only: an error of the system would show a path of this machine.
    expect(error).toBeInstanceOf(ToolError);
    return undefined;
  }
}

const kinds: [string, (draft: string, guides: string) => FileAccess, boolean][] = [
  [
    'held by open handle',
    (draft, guides) =>
      createFileAccess({ draft, mounts: { guides }, pinned: process.platform === 'linux' }),
    false,
  ],
  [
    'held by path',
    (draft, guides) => createFileAccess({ draft, mounts: { guides }, pinned: false }),
    false,
  ],
  [
    'in a dry run',
    (draft, guides) => createDryRunFiles(createFileAccess({ draft, mounts: { guides } })),
    true,
  ],
];

describe.each(kinds)('with folders %s', (_, make, isDry) => {
  test('no path, however odd, reads or changes anything outside the draft', async () => {
    const { root, draft, guides } = await trappedSandbox();
    const files = make(draft, guides);
    const skip = isDry ? '' : 'draft';
    const before = await snapshot(root, skip);
    await fc.assert(
      fc.asyncProperty(paths(root), async (path) => {
        const text = await quietly(files.read(path));
        expect(text ?? '').not.toContain('CANARY');
        await quietly(files.write(path, 'WRITTEN'));
        await quietly(files.remove(path));
        const listed = (await quietly(files.list(path))) ?? [];
        for (const file of listed) expect(file.path).not.toMatch(TRAP);
        expect(await snapshot(root, skip)).toEqual(before);
      }),
      { numRuns: 150, seed: 20261123 },
    );
  });
});
