import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { openItemFile } from '../../src/ui/open-item-file.ts';
import { temporaryFolder } from '../engine/folder.ts';

test('the editor gets the file and the environment, but no key', async () => {
  const dir = await temporaryFolder();
  const paths = contentPaths(join(dir, 'content'));
  await mkdir(paths.accepted, { recursive: true });
  await writeFile(paths.acceptedFile('two-sum'), '{}');
  const editor = join(dir, 'editor');
  await writeFile(editor, `#!/bin/sh\n{ echo "$@"; env; } > ${join(dir, 'seen')}\n`);
  await chmod(editor, 0o755);
  const wrong = await openItemFile(paths, 'two-sum', {
    env: { ...process.env, EDITOR: `${editor} -R`, ANTHROPIC_API_KEY: 'sk-canary-0123456789' },
    suspend: (borrow) => borrow(),
  });
  expect(wrong).toBeUndefined();
  const seen = await readFile(join(dir, 'seen'), 'utf8');
  expect(seen).toContain(`-R ${paths.acceptedFile('two-sum')}`);
  expect(seen).toContain('PATH=');
  expect(seen).not.toContain('canary');
});
