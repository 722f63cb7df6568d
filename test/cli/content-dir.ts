import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { appendFile, cp, lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bundled = fileURLToPath(new URL('../../content/algorithms/', import.meta.url));

/** How many items the bundled catalogue has: one a line. */
export const bundledItems = readFileSync(join(bundled, 'catalogue.jsonl'), 'utf8')
  .trim()
  .split('\n').length;

/** Additions to the factory.json of the bundled content directory. */
export type Settings = Record<string, unknown>;

/** Nothing is published, so that a run of an engine that waits for decisions ends by itself. */
const unpublished: Settings = { publish: 'off' };

/** Lessons are judged by their form alone: running each takes a second, and has tests of its own; so has the judge. */
const formAlone: Settings = { prove: false, judge: 'off' };

/** Puts what git holds of the bundled content directory into a folder that exists. */
export async function fillContent(dir: string, settings = unpublished): Promise<void> {
  for (const name of ['factory.json', 'catalogue.jsonl', 'guides']) {
    await cp(join(bundled, name), join(dir, name), { recursive: true });
  }
  await configure(dir, { ...formAlone, ...settings });
}

/** Changes what factory.json says. */
export async function configure(dir: string, settings: Settings): Promise<void> {
  const file = join(dir, 'factory.json');
  const before = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify({ ...before, ...settings }, null, 2)}\n`);
}

/** A temporary folder, gone when the test is. */
export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A fresh copy of the bundled content directory, gone when the test is. */
export async function contentDir(settings = unpublished): Promise<string> {
  const dir = await temporaryDir();
  await fillContent(dir, settings);
  return dir;
}

/** Adds a problem that the rehearsal has no lesson for: nothing can make it pass. */
export async function addUnknownItem(dir: string): Promise<string> {
  const file = join(dir, 'catalogue.jsonl');
  const [first = ''] = (await readFile(file, 'utf8')).split('\n');
  const row = { ...JSON.parse(first), id: 'nobody-knows', title: 'Nobody Knows' };
  await appendFile(file, `${JSON.stringify(row)}\n`);
  return row.id;
}

/** A line of the journal, as anybody with `jq` would read it. */
export interface JournalLine {
  type: string;
  seq: number;
  at: string;
  item?: string;
  attempt?: number;
  turn?: number;
  costUsd?: number | null;
  [field: string]: unknown;
}

/** The whole journal, read without the engine's own code; a torn last line is left out. */
export async function journalOf(dir: string): Promise<JournalLine[]> {
  const folder = join(dir, '.engine', 'journal');
  const lines: JournalLine[] = [];
  for (const name of (await namesIn(folder)).filter((one) => one.endsWith('.jsonl'))) {
    const text = await readFile(join(folder, name), 'utf8');
    lines.push(
      ...text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    );
  }
  return lines;
}

/** The dollars of all calls in a journal, unknown ones left out. */
export function dollarsOf(journal: readonly JournalLine[]): number {
  const calls = journal.filter(({ type }) => type.startsWith('call.'));
  return calls.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
}

/** Names in a folder, sorted; none when there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

/** Ids of the items whose file lies in a folder of settled ones. */
export async function idsIn(
  dir: string,
  folder: 'accepted' | 'escalated' | 'published',
): Promise<string[]> {
  return (await namesIn(join(dir, folder))).map((name) => name.replace(/\.json$/, ''));
}

/** Name to hash of the bytes of every accepted file. */
export async function acceptedHashes(dir: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const id of await idsIn(dir, 'accepted')) {
    hashes[id] = sha256(await readFile(join(dir, 'accepted', `${id}.json`)));
  }
  return hashes;
}

/** Every path below a folder with its mode, times of change and hash: equal means untouched. */
export async function snapshot(dir: string): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const path of ['.', ...(await readdir(dir, { recursive: true })).sort()]) {
    const stats = await lstat(join(dir, path));
    const { mode, mtimeMs, ctimeMs, size } = stats;
    const hash = stats.isFile() ? sha256(await readFile(join(dir, path))) : 'no file';
    seen[path] = [mode.toString(8), mtimeMs, ctimeMs, size, hash].join(' ');
  }
  return seen;
}

/** All text of all files below a folder. */
export async function everyByte(dir: string): Promise<string> {
  const texts: string[] = [];
  for (const path of await readdir(dir, { recursive: true })) {
    const full = join(dir, path);
    if ((await lstat(full)).isFile()) texts.push(path, await readFile(full, 'utf8'));
  }
  return texts.join('\n');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
