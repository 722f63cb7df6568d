import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twoSum } from '../products/algorithms/lessons.ts';
import { openPty } from '../pty/open-pty.ts';
import { cli, configDir } from './cli.ts';
import { fillContent, temporaryDir } from './content-dir.ts';
import { jsonLines } from './reports.ts';

interface Line {
  file: string;
  verdict: string;
  criteria: { id: string; status: string; reason?: string; issues: { message: string }[] }[];
}

const { lesson } = twoSum();
const good = JSON.stringify(lesson);
const bad = JSON.stringify({ ...lesson, testCases: lesson.testCases.slice(0, 2) });

describe('`validate`', () => {
  let dir: string;
  let folder: string;
  const validate = async (...args: string[]) => {
    const { stdout, ...rest } = await cli(['validate', '-C', dir, ...args]);
    return { ...rest, lines: jsonLines<Line>(stdout) };
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
    folder = join(dir, 'made');
    await fillContent(dir, { prove: false });
    await mkdir(join(folder, 'deeper', '.hidden'), { recursive: true });
    await writeFile(join(folder, 'two-sum.json'), good);
    await writeFile(join(folder, 'deeper', 'bad.json'), bad);
    await writeFile(join(folder, 'deeper', '.hidden', 'two-sum.json'), '');
    await writeFile(join(folder, 'notes.txt'), 'no output');
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('judges every .json file in a folder and below, in the order of names', async () => {
    const { exitCode, stderr, lines } = await validate(folder);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    const files = [join(folder, 'deeper', 'bad.json'), join(folder, 'two-sum.json')];
    expect(lines.map(({ file }) => file)).toEqual(files);
    expect(lines.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    expect(lines[0]?.criteria).toContainEqual({
      id: 'three-test-cases',
      status: 'fail',
      issues: [expect.objectContaining({ path: expect.stringMatching(/^\$/) })],
    });
    expect((await validate(join(folder, 'two-sum.json'))).exitCode).toBe(0);
  });

  test('takes a content directory for its accepted outputs', async () => {
    await mkdir(join(dir, 'accepted'));
    await writeFile(join(dir, 'accepted', 'two-sum.json'), good);
    const { exitCode, lines } = await validate(dir);
    expect(exitCode).toBe(0);
    expect(lines.map(({ file }) => file)).toEqual([join(dir, 'accepted', 'two-sum.json')]);
  });

  test('gives a failing line for whatever lies there, and goes on', async () => {
    const odd = await temporaryDir();
    const at = (name: string) => join(odd, name);
    await writeFile(at('a-empty.json'), '');
    await writeFile(at('b-large.json'), '{');
    await truncate(at('b-large.json'), 50_000_000);
    await symlink(at('nowhere'), at('c-link.json'));
    await symlink(at('d-circle.json'), at('d-circle.json'));
    await execa('mkfifo', [at('e-pipe.json')]);
    await writeFile(at('f-cut.json'), '{"algorithmMeta": ');
    await writeFile(at('g-deep.json'), '['.repeat(100_000));
    await writeFile(at('h-bytes.json'), Buffer.from([0x22, 0xff, 0xfe, 0x22]));
    await mkdir(at('i-folder.json'));
    await writeFile(at('two-sum.json'), good);
    const { exitCode, stderr, lines } = await validate(odd, at('c-link.json'), '/dev/zero');
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    const words = lines.map(({ verdict, criteria }) =>
      verdict === 'pass' ? 'pass' : criteria.map(({ id, issues }) => `${id} ${issues[0]?.message}`),
    );
    expect(words).toEqual([
      ['readable the file is empty'],
      [expect.stringContaining('expected at most 33554432 bytes, found 50000000')],
      [expect.stringContaining('a link leads to nothing')],
      [expect.stringContaining('its links lead in a circle')],
      [expect.stringContaining('found a pipe or device')],
      [expect.stringContaining('the file is no JSON')],
      [expect.stringContaining('nests deeper than')],
      [expect.stringContaining('not valid UTF-8')],
      'pass',
      [expect.stringContaining('a link leads to nothing')],
      [expect.stringContaining('found a pipe or device')],
    ]);
  });

  test('of a name that is nothing, or a folder without outputs, judges nothing and exits 1', async () => {
    const empty = await temporaryDir();
    const missing = await validate(join(dir, 'missing.json'), join(folder, 'two-sum.json'));
    expect(missing).toMatchObject({ exitCode: 1, lines: [] });
    expect(missing.stderr).toContain('there is no such file or folder');
    const nothing = await validate(empty);
    expect(nothing).toMatchObject({ exitCode: 1, lines: [] });
    expect(nothing.stderr).toContain('expected .json files in this folder, found none');
  });

  test('on a terminal prints a table, and what is wrong below each row', async () => {
    const size = { columns: 120, rows: 30 };
    const pty = openPty(['validate', '-C', dir, folder], size, configDir);
    // The last lines may come after the word that it has ended.
    await pty.see(/2 files: 1 pass, 1 fail, 0 not checked/);
    expect(await pty.exited).toBe(2);
    const screen = pty.screen();
    expect(screen).toMatch(
      /^VERDICT {6}CRITERIA {2}FILE\nFAIL .*bad\.json\n {2}FAIL {2}three-test-/,
    );
    expect(screen).toMatch(/\nPASS +\d+\/\d+ {2}\S*two-sum\.json\n/);
    expect(screen).toContain('2 files: 1 pass, 1 fail, 0 not checked');
  });

  test('on a terminal prints lines of JSON when told', async () => {
    const size = { columns: 1_000, rows: 30 };
    const pty = openPty(['validate', '-C', dir, '--json', folder], size, configDir);
    expect(await pty.exited).toBe(2);
    await pty.see(/^\{"file":/);
  });
});

test('`validate` without a catalogue says what it could not check, and runs the code', async () => {
  const cwd = await temporaryDir();
  await writeFile(join(cwd, 'lesson.json'), good);
  const { exitCode, stdout } = await cli(['validate', 'lesson.json'], { cwd });
  const [line] = jsonLines<Line>(stdout);
  const statuses = Object.fromEntries((line?.criteria ?? []).map((one) => [one.id, one.status]));
  expect({ exitCode, verdict: line?.verdict }).toEqual({ exitCode: 0, verdict: 'pass' });
  expect(statuses).toMatchObject({ 'metadata-agrees': 'not-checked', 'javascript-agrees': 'pass' });
});
