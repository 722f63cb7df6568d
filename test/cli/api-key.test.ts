import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { namesApiKey, readApiKey } from '../../src/cli/api-key.ts';
import { UserError } from '../../src/engine/user-error.ts';
import { temporaryFolder } from '../engine/folder.ts';
import { cli, startServer } from './cli.ts';
import { contentDir, everyByte, idsIn } from './content-dir.ts';

const KEY = 'sk-ant-canary-3f9d51c07be24a86';

async function keyFile(mode = 0o600, text = `${KEY}\n`): Promise<string> {
  const path = join(await temporaryFolder(), 'key');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

const readFrom = (path: string) => readApiKey({ ANTHROPIC_API_KEY_FILE: path });

describe('the key', () => {
  test('comes from the environment, or from a file of this user’s alone', async () => {
    expect(readApiKey({ ANTHROPIC_API_KEY: KEY })).toBe(KEY);
    expect(readFrom(await keyFile())).toBe(KEY);
    expect(readFrom(await keyFile(0o400))).toBe(KEY);
  });

  test('is asked for when there is none, and when there are two', async () => {
    expect(namesApiKey({})).toBe(false);
    expect(() => readApiKey({})).toThrow(/expected one in ANTHROPIC_API_KEY/);
    const both = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_API_KEY_FILE: await keyFile() };
    expect(() => readApiKey(both)).toThrow(/found both.*Unset one/);
  });
});

describe('a key file is refused', () => {
  test.each([0o640, 0o604, 0o620, 0o602, 0o644, 0o660, 0o666, 0o610])(
    'when its mode is %o: others may read or write it',
    async (mode) => {
      const path = await keyFile(mode);
      expect(() => readFrom(path)).toThrow(UserError);
      expect(() => readFrom(path)).toThrow(/others may read or write: chmod 600/);
    },
  );

  test('when it is a link, even to a good file', async () => {
    const path = join(await temporaryFolder(), 'link');
    await symlink(await keyFile(), path);
    expect(() => readFrom(path)).toThrow(/found a link/);
  });

  test('when it is a folder, a pipe or a device, without waiting for one', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder'));
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')]);
    for (const path of [join(folder, 'folder'), join(folder, 'pipe'), '/dev/null']) {
      expect(() => readFrom(path)).toThrow(/no file/);
    }
  });

  test('when it is not there, empty, or far too large; never with its content in the message', async () => {
    expect(() => readFrom('/nowhere/key')).toThrow(/ENOENT/);
    const empty = await keyFile(0o600, ' \n');
    expect(() => readFrom(empty)).toThrow(/empty file/);
    const large = await keyFile(0o600, KEY.repeat(1_000));
    expect(() => readFrom(large)).toThrow(/more than a key has/);
    expect(() => readFrom(large)).not.toThrow(KEY);
  });

  test.skipIf(process.getuid?.() !== 0)('when it is another user’s', async () => {
    const path = await keyFile();
    execFileSync('chown', ['12345', path]);
    expect(() => readFrom(path)).toThrow(/a file of user 12345/);
  });

  test('but a second name for the same file changes nothing', async () => {
    const path = await keyFile();
    await link(path, `${path}-2`);
    expect(readFrom(`${path}-2`)).toBe(KEY);
  });
});

test('a batch works with a key file, and leaves neither key nor the path of it anywhere', async () => {
  const [dir, { baseUrl }, path] = [await contentDir(), await startServer(), await keyFile()];
  const env = { ANTHROPIC_API_KEY_FILE: path, ANTHROPIC_BASE_URL: baseUrl };
  const { exitCode, stdout, stderr } = await cli(['run', dir, '--headless', '--limit', '2'], {
    env,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(await idsIn(dir, 'accepted')).toHaveLength(2);
  const left = stdout + (await everyByte(dir));
  expect(left).not.toContain(KEY);
  expect(left).not.toContain(path);
});

test('a key file that others may read stops a run before it begins, in one clear line', async () => {
  const [dir, path] = [await contentDir(), await keyFile(0o644)];
  const env = { ANTHROPIC_API_KEY_FILE: path };
  const { exitCode, stderr } = await cli(['run', dir, '--headless', '--limit', '1'], { env });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('chmod 600 it');
  expect(stderr).not.toContain(KEY);
  expect(await idsIn(dir, 'accepted')).toEqual([]);
});
