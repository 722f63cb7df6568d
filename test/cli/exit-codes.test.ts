import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bin, cleanEnv, cli, runArgs } from './cli.ts';
import {
  addUnknownItem,
  bundledItems,
  contentDir,
  idsIn,
  journalOf,
  temporaryDir,
} from './content-dir.ts';
import { listOf } from './reports.ts';

describe('exit code 1, with one line that says where and what', () => {
  test('when factory.json is no JSON, is out of bounds, has unknown fields or names no product', async () => {
    const broken = [
      ['{\n  "product": "algorithms"\n  "workers": 4\n}\n', /factory\.json:\d: expected JSON/],
      ['{\n  "product": "algorithms",\n  "workers": 0\n}\n', /factory\.json:3: field workers/],
      ['{\n  "product": "algorithms",\n  "wrokers": 4\n}\n', /factory\.json:\d: .*wrokers/],
      ['{ "product": "poems" }\n', /unknown product "poems"/],
    ] as const;
    await Promise.all(
      broken.map(async ([text, said]) => {
        const dir = await contentDir();
        await writeFile(join(dir, 'factory.json'), text);
        await expectRefused(runArgs(dir), said);
      }),
    );
  });

  test('when a row of the catalogue is bad: file, line, field, expected and found', async () => {
    const dir = await contentDir();
    const file = join(dir, 'catalogue.jsonl');
    const rows = (await readFile(file, 'utf8')).trimEnd().split('\n');
    rows[2] = String(rows[2]).replace(/"difficulty":"\w+"/, '"difficulty":"brutal"');
    await writeFile(file, `${rows.join('\n')}\n`);
    const refused = await expectRefused(runArgs(dir), `${file}:3: field difficulty`);
    expect(refused).toMatch(/expected one of .*"hard".*; found "brutal"/);
    expect(await idsIn(dir, 'accepted')).toEqual([]);
  });

  test('when two rows have the same id', async () => {
    const dir = await contentDir();
    const file = join(dir, 'catalogue.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}${text.split('\n')[0]}\n`);
    await expectRefused(runArgs(dir), `${file}:${bundledItems + 1}`);
  });

  test('when there is no such directory', async () => {
    const missing = join(await temporaryDir(), 'nowhere');
    await expectRefused(runArgs(missing), `${join(missing, 'factory.json')}: not found`);
  });

  test('when an option, its value or an item is unknown', async () => {
    const dir = await contentDir();
    await Promise.all([
      expectRefused(runArgs(dir, '--nonsense'), "unknown option '--nonsense'"),
      expectRefused(runArgs(dir, '--workers', 'many'), 'whole number'),
      expectRefused(runArgs(dir, '--only', 'two-sun'), '"two-sun"'),
    ]);
  });

  test('when the API is asked for and there is no key: what is missing and how to set it', async () => {
    const said = await expectRefused(
      runArgs(await contentDir(), '--provider', 'anthropic'),
      'export ANTHROPIC_API_KEY=',
    );
    expect(said).toContain('--provider rehearsal');
  });

  test('when the port of the rehearsal server is taken', async () => {
    const holder = createServer();
    onTestFinished(() => void holder.close());
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    await expectRefused(['rehearse', '--port', port], `port ${port} is in use`);
  });

  test.skipIf(!canBeNobody())('when the directory cannot be written to', async () => {
    const dir = await contentDir();
    await chmod(dir, 0o555);
    await expectRefused(runArgs(dir), 'permission denied', await nobodyAtHome());
  });

  test.skipIf(!canBeNobody())(
    'when the outputs cannot be written: what was done is kept',
    async () => {
      const dir = await contentDir();
      await chmod(dir, 0o755);
      await mkdir(join(dir, 'accepted'), { mode: 0o555 });
      await chown(dir, nobody().uid, nobody().gid);
      const user = await nobodyAtHome();
      await expectRefused(runArgs(dir, '--limit', '1'), join(dir, 'accepted'), user);
      await chmod(join(dir, 'accepted'), 0o777);
      expect((await cli(runArgs(dir, '--limit', '1'), user)).exitCode).toBe(0);
      const calls = (await journalOf(dir)).filter(({ type }) => type === 'call.settled');
      expect(new Set(calls.map(({ turn }) => turn)).size).toBe(calls.length);
    },
  );
});

async function expectRefused(
  args: string[],
  said: string | RegExp,
  user: Parameters<typeof cli>[1] = {},
): Promise<string> {
  const { exitCode, stderr } = await cli(args, user);
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(exitCode).toBe(1);
  return stderr;
}

/** A user who may not write everywhere: root steps down, anybody else is one already. */
function nobody(): { uid: number; gid: number } {
  const own = { uid: process.getuid?.() ?? 65_534, gid: process.getgid?.() ?? 65_534 };
  return own.uid === 0 ? { uid: 65_534, gid: 65_534 } : own;
}

/** That user, with a folder for preferences that is readable to them. */
async function nobodyAtHome(): Promise<{ uid: number; gid: number; env: Record<string, string> }> {
  const home = await temporaryDir();
  await chown(home, nobody().uid, nobody().gid);
  return { ...nobody(), env: { HOME: home, AI_FACTORY_CONFIG_DIR: home } };
}

function canBeNobody(): boolean {
  try {
    execFileSync(process.execPath, [bin, '--version'], { ...nobody(), stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('an item that nothing can make ends with a person, and the exit code is 2', async () => {
  const dir = await contentDir();
  const id = await addUnknownItem(dir);
  const { exitCode, stdout } = await cli(runArgs(dir, '--only', `two-sum,${id}`));
  expect(exitCode).toBe(2);
  expect(stdout).toContain(`escalated  ${id}`);
  expect(await idsIn(dir, 'escalated')).toEqual([id]);
  const why = JSON.parse(await readFile(join(dir, 'escalated', `${id}.json`), 'utf8'));
  expect(why.reason).toContain('route bulk is exhausted');
  expect(why.attempts).toHaveLength(3);
  const [listed, ...others] = await listOf(dir, 'escalated');
  expect(listed).toMatchObject({ id, state: 'escalated', failing: ['readable'] });
  expect(others).toEqual([]);
  expect(listed?.repairs).toBeLessThanOrEqual(3);

  const later = await cli(runArgs(dir, '--start', id));
  expect(later.exitCode).toBe(2);
  expect(later.stdout).toContain('wait for a person');
  expect(await idsIn(dir, 'escalated')).toEqual([id]);
});

const oldNode = olderNode();

test.skipIf(oldNode === undefined)(
  'an older Node is told in one clear line what is needed',
  async () => {
    const { exitCode, stderr } = await execa(String(oldNode), [bin, 'run'], {
      env: cleanEnv,
      extendEnv: false,
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^ai-factory needs Node 22 or newer, found \d+\.\d+\.\d+\..*$/);
  },
);

/** A Node before 22 that this machine happens to have. */
function olderNode(): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(':')
    .filter((one) => !one.includes('node_modules'));
  return [...new Set([...folders, '/usr/bin', '/usr/local/bin'])]
    .map((folder) => join(folder, 'node'))
    .find((file) => {
      try {
        const version = execFileSync(file, ['--version'], { encoding: 'utf8' });
        return Number(/^v(\d+)/.exec(version)?.[1]) < 22;
      } catch {
        return false;
      }
    });
}
