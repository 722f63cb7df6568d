import { mkdir, writeFile } from 'node:fs/promises';
import { takeLock } from '../../src/engine/files/lock.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { serveHost } from '../../src/engine/host/host.ts';
import { saveCheckpoint } from '../../src/engine/journal/checkpoint.ts';
import { openJournal } from '../../src/engine/journal/journal.ts';
import { createStore } from '../../src/engine/journal/store.ts';
import { stream, workerLife } from './crowd-events.ts';

/**
 * An engine's outside without its inside: a content directory of so many items, a journal, a socket, and
 * on command as many events a second as asked for, of which one in three is put on record and the rest
 * are pieces of streams. `node crowd-engine.ts DIR ITEMS WORKERS`; a line of stdin is a rate per worker.
 */
const [dir = '', items = '1000', workers = '50'] = process.argv.slice(2);
const workerCount = Number(workers);
const paths = contentPaths(dir);
await mkdir(paths.engine, { recursive: true, mode: 0o700 });
const id = (n: number) => `item-${String(n).padStart(6, '0')}`;
await writeFile(paths.factory, '{ "product": "algorithms", "catalogue": "catalogue.jsonl" }\n');
await writeCatalogue(Number(items));

const store = createStore();
const lock = await takeLock(paths.lock);
const journal = await openJournal({ folder: paths.journal, lastSeq: 0, now: Date.now });
const record: Parameters<typeof journal.append>[0][] = [];
const tell = (body: (typeof record)[number]) => store.apply(journal.append(body));
tell({
  type: 'run.started',
  run: 'bench',
  resumed: false,
  product: 'algorithms',
  provider: { name: 'rehearsal', baseUrl: 'http://127.0.0.1:1', rehearsal: true },
  workers: workerCount,
  budgetUsd: 100_000,
  total: Number(items),
  requested: Number(items),
  skipped: 0,
  selection: 'all',
  dryRun: false,
});
let next = 0;
const nextItem = () => {
  next = (next + 1) % Number(items);
  return id(next);
};
const lives = Array.from({ length: workerCount }, (_, worker) => workerLife(worker, nextItem));
const streams = Array.from({ length: workerCount }, (_, worker) => stream(worker));
// Most of the catalogue has a history already, as in the middle of a long run.
const early = workerLife(0, nextItem);
while (store.getState().counts.accepted < Number(items) / 2) tell(early.next().value);
await saveCheckpoint(paths.checkpoint, store.getState());
for (const life of lives) for (let n = 0; n < 6; n += 1) tell(life.next().value);

const host = await serveHost({
  paths,
  engine: {
    store,
    send: async (command, by) => {
      if (command.type === 'pause') tell({ type: 'run.paused', by });
      return { ok: true };
    },
  },
});

/** Every tick each worker gets its share; what a tick cannot give whole, the next one gives. */
const tickMs = 20;
let perWorker = 0;
let owed = 0;
let turn = 0;
setInterval(() => {
  owed += (perWorker * workerCount * tickMs) / 1000;
  for (; owed >= 1; owed -= 1) {
    turn += 1;
    const worker = turn % workerCount;
    const isRecord = Math.floor(turn / workerCount) % 3 === 0;
    if (isRecord) tell(lives[worker]?.next().value);
    else store.tick(streams[worker]?.next().value);
  }
}, tickMs);
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  const word = text.trim().split('\n').at(-1) ?? '';
  if (word === 'end') void end();
  else if (word === 'pause') tell({ type: 'run.paused', by: 'the bench' });
  else perWorker = Number(word);
  process.stdout.write(`${store.getState().seq}\n`);
});
process.stdout.write('ready\n');

async function end(): Promise<void> {
  await host.close();
  journal.close();
  await lock.release();
  process.exit(0);
}

async function writeCatalogue(count: number): Promise<void> {
  const row = {
    difficulty: 'easy',
    tags: ['array'],
    statement: 'A problem like the others.',
    signature: { name: 'solve', params: [{ name: 'nums', type: 'int[]' }], returns: 'int' },
    examples: [{ args: [[1, 2]], expected: 3 }],
    complexity: { time: 'O(n)', space: 'O(1)' },
  };
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({ id: id(n), title: `Problem number ${n}`, ...row }),
  );
  await writeFile(`${dir}/catalogue.jsonl`, `${lines.join('\n')}\n`);
}
