import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../src/engine/cards/artefact.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { saveCheckpoint } from '../../src/engine/journal/checkpoint.ts';
import type { EventBody } from '../../src/engine/journal/events.ts';
import { openJournal } from '../../src/engine/journal/journal.ts';
import { createStore } from '../../src/engine/journal/store.ts';

const model = 'claude-sonnet-5-5';
/** Stands for an output: a start looks at its size and time, not into it. */
const output = (n: number) => `{"made": ${n}}\n`;
const provider = { name: 'rehearsal', baseUrl: 'http://127.0.0.1:1', rehearsal: true };
/** So many events lie behind the last checkpoint, as a crash leaves them. */
const tailEvents = 2_000;
const betweenEventsMs = 150;

/** A content directory in which all items but the last are accepted; gives its path. */
export async function fill(items: number): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-resume-'));
  const paths = contentPaths(dir);
  await mkdir(paths.accepted);
  await mkdir(paths.engine, { mode: 0o700 });
  await writeFile(paths.factory, '{ "product": "algorithms", "prove": false, "publish": "off" }\n');
  await writeFile(join(dir, 'catalogue.jsonl'), catalogue(items));
  for (let n = 0; n < items - 1; n += 1) await writeFile(paths.acceptedFile(id(n)), output(n));

  const store = createStore();
  const bodies = history(items);
  const before = bodies.splice(0, bodies.length - tailEvents);
  const endedMs = Date.now();
  for (const [index, body] of before.entries()) {
    const at = new Date(endedMs - (before.length - index) * betweenEventsMs).toISOString();
    store.apply({ v: 1, seq: index + 1, at, ...body });
  }
  await saveCheckpoint(paths.checkpoint, store.getState());
  const lastSeq = before.length;
  const journal = await openJournal({ folder: paths.journal, lastSeq, now: Date.now });
  for (const body of bodies) journal.append(body);
  journal.close();
  return dir;
}

export function id(n: number): string {
  return `item-${String(n).padStart(6, '0')}`;
}

function history(items: number): EventBody[] {
  const counts = { total: items, requested: items, skipped: 0 };
  return [
    {
      ...{ type: 'run.started', run: 'before', resumed: false, product: 'algorithms', provider },
      ...{ workers: 10, budgetUsd: null, dailyUsd: null, timeZone: 'UTC' },
      ...{ ...counts, selection: 'all', dryRun: false },
    },
    ...Array.from({ length: items - 1 }, (_, n) => oneItem(n)).flat(),
  ];
}

/** No two cost the same, nor take as long: what items have in common is stored once. */
function oneItem(n: number): EventBody[] {
  const item = id(n);
  const call = { item, attempt: 1, turn: 1, model, purpose: 'write' } as const;
  const usage = {
    input: 4,
    output: 9_000 + ((n * 7_919) % 5_003),
    cacheWrite5m: 900,
    cacheWrite1h: 0,
    cacheRead: 12_000,
  };
  const stored = { sha256: sha256(output(n)), sizeBytes: output(n).length };
  return [
    { type: 'item.started', item, title: `Title of ${item}`, worker: 0 },
    { type: 'attempt.started', item, attempt: 1, route: 'bulk', model, reason: 'route bulk' },
    { type: 'call.started', ...call, reservedUsd: 0.4 },
    {
      ...{ type: 'call.settled', ...call, servedModel: model, usage, costUsd: 0.05 + n / 1e6 },
      ...{ stopReason: 'tool_use', requestId: null, latencyMs: 9_000 + ((n * 104_729) % 40_009) },
    },
    {
      ...{ type: 'card.issued', item, attempt: 1, check: 1, verdict: 'pass', score: 1 },
      ...{ failing: [], sha256: stored.sha256 },
    },
    { type: 'attempt.ended', item, attempt: 1, outcome: 'passed', detail: 'it passed' },
    { type: 'item.accepted', item, ...stored, recovered: false },
  ];
}

function catalogue(items: number): string {
  const row = {
    ...{ difficulty: 'easy', tags: ['array'], statement: 'A problem like the others.' },
    signature: { name: 'solve', params: [{ name: 'nums', type: 'int[]' }], returns: 'int' },
    ...{ examples: [{ args: [[1, 2]], expected: 3 }], complexity: { time: 'O(n)', space: 'O(1)' } },
  };
  const line = (n: number) => JSON.stringify({ id: id(n), title: `Problem number ${n}`, ...row });
  return `${Array.from({ length: items }, (_, n) => line(n)).join('\n')}\n`;
}
