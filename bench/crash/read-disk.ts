import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of the journal, as anybody with `jq` would read it. */
export interface Line {
  type: string;
  seq: number;
  at: string;
  item?: string;
  attempt?: number;
  turn?: number;
  model?: string;
  costUsd?: number | null;
  reservedUsd?: number | null;
  requestId?: string | null;
  usage?: Record<string, number> | null;
  [field: string]: unknown;
}

/** What lies in a content directory, read without a line of the engine's own code. */
export interface Disk {
  journal: Line[];
  /** The end of the journal that is no whole line. */
  torn: string;
  /** Item to SHA-256 of its file's bytes. */
  accepted: Map<string, string>;
  published: Map<string, string>;
  escalated: string[];
  /** Of every conversation, the attempts put away included. */
  replies: { item: string; requestId: unknown }[];
  /** Every path below the directory. */
  paths: string[];
  /** What no reader should have to meet: broken lines, gaps. */
  faults: string[];
}

/** Reads everything that lasts; nothing is mended. */
export function readDisk(dir: string): Disk {
  const faults: string[] = [];
  const { lines: journal, torn } = readJournal(join(dir, '.engine', 'journal'), faults);
  const paths = readdirSync(dir, { recursive: true }).map(String).sort();
  return {
    journal,
    torn,
    accepted: hashesIn(join(dir, 'accepted')),
    published: hashesIn(join(dir, 'published')),
    escalated: [...hashesIn(join(dir, 'escalated')).keys()],
    replies: paths
      .filter((path) => path.endsWith('/transcript.jsonl'))
      .flatMap((path) => repliesIn(dir, path, faults)),
    paths,
    faults,
  };
}

function readJournal(folder: string, faults: string[]): { lines: Line[]; torn: string } {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const texts = names
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const text of texts.slice(0, -1)) {
    if (!text.endsWith('\n')) faults.push('a journal file before the last one is cut');
  }
  const parts = texts.join('').split('\n');
  const torn = parts.pop() ?? '';
  const lines = parts.flatMap((raw, index) =>
    parsed<Line>(raw, `journal line ${index + 1}`, faults),
  );
  for (const [index, { seq }] of lines.entries()) {
    if (seq !== index + 1) faults.push(`journal line ${index + 1} has seq ${seq}`);
  }
  return { lines, torn };
}

function repliesIn(dir: string, path: string, faults: string[]): Disk['replies'] {
  const item = /^work\/([^/]+)\//.exec(path)?.[1] ?? '';
  const whole = readFileSync(join(dir, path), 'utf8').split('\n').slice(0, -1);
  return whole
    .flatMap((raw, at) =>
      parsed<{ type: string; requestId?: string }>(raw, `${path}:${at}`, faults),
    )
    .filter(({ type }) => type === 'reply')
    .map(({ requestId }) => ({ item, requestId }));
}

function parsed<Value>(raw: string, where: string, faults: string[]): Value[] {
  try {
    return [JSON.parse(raw)];
  } catch {
    faults.push(`${where} is no JSON: ${raw.slice(0, 60)}`);
    return [];
  }
}

function hashesIn(folder: string): Map<string, string> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const hash = createHash('sha256').update(readFileSync(join(folder, name)));
        return [name.slice(0, -'.json'.length), hash.digest('hex')];
      }),
  );
}
