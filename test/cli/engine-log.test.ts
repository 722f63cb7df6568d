import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineLogFile, openEngineLog } from '../../src/cli/engine-log.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { temporaryFolder } from '../engine/folder.ts';

test('nothing that is quoted in the log can move the terminal of whoever reads it', async () => {
  const paths = contentPaths(await temporaryFolder());
  const log = openEngineLog(paths);
  log.say('warning', 'found \u001b[2J\u009b31m\u202e\u0007 in a draft');
  log.close();
  const text = await readFile(engineLogFile(paths), 'utf8');
  expect(text).toMatch(/ warning \[\d+\] found .* in a draft\n$/);
  expect(text.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('the log is written through no link, in place of the file or of its folder', async () => {
  const root = await temporaryFolder();
  const target = join(root, 'outside');
  await mkdir(target);
  await writeFile(join(target, 'engine.log'), 'CANARY');
  for (const link of ['.engine', '.engine/engine.log']) {
    const paths = contentPaths(join(root, link.replaceAll('/', '-')));
    await mkdir(link === '.engine' ? paths.root : paths.engine, { recursive: true });
    await symlink(link === '.engine' ? target : join(target, 'engine.log'), join(paths.root, link));
    expect(() => openEngineLog(paths)).toThrow(/link|ELOOP/);
  }
  expect(await readFile(join(target, 'engine.log'), 'utf8')).toBe('CANARY');
});
