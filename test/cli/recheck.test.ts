import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalText } from '../../src/engine/cards/artefact.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { openDesk } from '../../src/engine/open-desk.ts';
import { systemClock } from '../../src/models/clock.ts';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { lessons } from '../products/algorithms/lessons.ts';
import { openPty } from '../pty/open-pty.ts';
import { cli, configDir, startCli } from './cli.ts';
import { contentDir, fillContent, idsIn, temporaryDir } from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { jsonLines, listOf } from './reports.ts';

interface Line {
  item: string;
  verdict: string;
  known: boolean;
  failing: { criterion: string }[];
  requeued?: boolean;
}

const three = lessons.slice(0, 3).map(({ problem, lesson }) => ({
  id: problem.id,
  text: canonicalText(lesson, algorithms.artefactSchema),
}));
const [{ id: spoilt, text: whole } = { id: '', text: '' }] = three;

let made: string;
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
  await fillContent(made);
  await mkdir(join(made, 'accepted'));
  for (const { id, text } of three) await writeFile(join(made, 'accepted', `${id}.json`), text);
  await rehearseBatch(
    made,
    three.map(({ id }) => id),
  );
});
afterAll(() => rm(made, { recursive: true, force: true }));

/** A content directory in which three lessons are accepted, one of them spoilt since. */
async function acceptedDir(): Promise<string> {
  const dir = await temporaryDir();
  await cp(made, dir, { recursive: true, preserveTimestamps: true });
  await spoil(dir);
  return dir;
}

async function spoil(dir: string): Promise<void> {
  const lesson = JSON.parse(whole);
  const text = JSON.stringify({ ...lesson, testCases: lesson.testCases.slice(0, 2) });
  await writeFile(join(dir, 'accepted', `${spoilt}.json`), text);
}

async function recheck(dir: string, ...args: string[]) {
  const { stdout, ...rest } = await cli(['recheck', dir, '--json', ...args]);
  const lines = jsonLines<Line>(stdout);
  const of = (id: string) => lines.find(({ item }) => item === id);
  return { ...rest, lines, of };
}

test('`recheck` shows what fails now, and does not judge again what it knows', async () => {
  const dir = await acceptedDir();
  const first = await recheck(dir);
  expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 2, stderr: '' });
  expect(first.lines).toHaveLength(3);
  expect(first.of(spoilt)).toMatchObject({ verdict: 'fail', known: false });
  expect(first.of(spoilt)?.failing.map(({ criterion }) => criterion)).toContain('three-test-cases');
  const again = await recheck(dir);
  expect(again.exitCode).toBe(2);
  expect(again.lines).toEqual(first.lines.map((line) => ({ ...line, known: true })));
  await writeFile(join(dir, 'accepted', `${spoilt}.json`), whole);
  const mended = await recheck(dir);
  expect(mended.exitCode).toBe(0);
  expect(mended.lines.filter(({ known }) => !known).map(({ item }) => item)).toEqual([spoilt]);
  const fresh = await recheck(dir, '--fresh');
  expect(fresh.lines.map(({ known }) => known)).toEqual([false, false, false]);
  expect(await idsIn(dir, 'accepted')).toHaveLength(3);
});

test('`recheck --requeue` has just those made anew that fail, and loses nothing of them', async () => {
  const dir = await acceptedDir();
  const before = await readFile(join(dir, 'accepted', `${spoilt}.json`), 'utf8');
  const { exitCode, lines, of } = await recheck(dir, '--requeue');
  expect(exitCode).toBe(2);
  expect(lines.map(({ requeued }) => requeued ?? false).sort()).toEqual([false, false, true]);
  expect(of(spoilt)).toMatchObject({ verdict: 'fail', requeued: true });
  expect(await idsIn(dir, 'accepted')).toHaveLength(2);
  const names = await readdir(join(dir, 'work', spoilt));
  const [rejected = ''] = names.filter((name) => name.startsWith('rejected-'));
  expect(await readFile(join(dir, 'work', spoilt, rejected), 'utf8')).toBe(before);
  expect(await listOf(dir, 'accepted')).toHaveLength(2);
  await rehearseBatch(dir, [spoilt]);
  expect(await recheck(dir)).toMatchObject({ exitCode: 0 });
  expect(await idsIn(dir, 'accepted')).toHaveLength(3);
});

test('`recheck` works beside an engine; with --requeue it says that the engine has to be stopped', async () => {
  const dir = await acceptedDir();
  const options = { catalogue: [], tools: [], actions: [], clock: systemClock };
  const desk = await openDesk({ paths: contentPaths(dir), ...options });
  const refused = await recheck(dir, '--requeue');
  const beside = await recheck(dir);
  await desk.close();
  expect(refused).toMatchObject({ exitCode: 1, lines: [] });
  expect(refused.stderr).toContain('ai-factory stop -C');
  expect(beside.lines).toHaveLength(3);
  expect(existsSync(join(dir, 'accepted', `${spoilt}.json`))).toBe(true);
});

test('`recheck` on a terminal tells in words, also what to do next', async () => {
  const dir = await acceptedDir();
  await writeFile(join(dir, 'accepted', 'stranger.json'), '{}');
  const pty = openPty(['recheck', dir], { columns: 160, rows: 30 }, configDir);
  expect(await pty.exited).toBe(2);
  const screen = pty.screen();
  expect(screen).toContain('1 accepted file is of no item in the catalogue');
  expect(screen).toMatch(new RegExp(`^FAIL {2}${spoilt}\n {2}three-test-cases: `, 'm'));
  expect(screen).toMatch(/3 accepted outputs: 2 pass, 1 fail; .* --requeue has them made anew/);
});

test('`recheck` of a directory without outputs has nothing to find', async () => {
  const dir = await contentDir({ publish: 'off', prove: false });
  expect(await recheck(dir)).toMatchObject({ exitCode: 0, lines: [] });
  await rm(join(dir, 'factory.json'));
  expect(await recheck(dir)).toMatchObject({ exitCode: 1, lines: [] });
});

test('`recheck` that is interrupted stops at once, and the next one goes on from there', async () => {
  const dir = await contentDir();
  await mkdir(join(dir, 'accepted'));
  for (const { problem, lesson } of lessons) {
    const file = join(dir, 'accepted', `${problem.id}.json`);
    await writeFile(file, canonicalText(lesson, algorithms.artefactSchema));
  }
  const { child, ended } = startCli(['recheck', dir, '--json']);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await ended;
  expect({ exitCode, stderr }).toEqual({
    exitCode: 130,
    stderr: expect.stringMatching(
      /^interrupted after \d+ of \d+ outputs; the next recheck goes on/,
    ),
  });
  const done = jsonLines<Line>(stdout).map(({ item }) => item);
  expect(done.length).toBeGreaterThan(0);
  expect(done.length).toBeLessThan(lessons.length);
  const left = lessons.filter(({ problem }) => !done.includes(problem.id));
  for (const { problem } of left) await rm(join(dir, 'accepted', `${problem.id}.json`));
  const { lines } = await recheck(dir);
  expect(lines.map(({ item, known }) => ({ item, known }))).toEqual(
    done.map((item) => ({ item, known: true })),
  );
});
