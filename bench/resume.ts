import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { contentPaths } from '../src/engine/files/paths.ts';
import { fill } from './resume/fill.ts';

/**
 * How long a start takes: from the start of the process until the engine has everything in hand and
 * sends its first call, on directories in which all items but one are accepted, after a crash.
 * `node bench/resume.ts [items…]`.
 */
const sizes =
  process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000, 100_000];
const rounds = 3;
const bin = join(import.meta.dirname, '../bin/ai-factory.js');

interface Start {
  startMs: number;
  /** Until the engine knew what is left to do. */
  readyMs: number;
}

async function start(dir: string): Promise<Start> {
  const beganMs = Date.now();
  // Nothing lies there that a rehearsal has a lesson for: one call, and the item goes to a person.
  await execa(process.execPath, [bin, 'run', dir, '--headless', '--speed', '1000000'], {
    ...{ reject: false, stdio: 'ignore' },
  });
  const events = (await journalOf(dir)).filter(({ at }) => Date.parse(at) >= beganMs);
  const since = (type: string) =>
    Date.parse(events.find((event) => event.type === type)?.at ?? '') - beganMs;
  return { startMs: since('call.started'), readyMs: since('run.started') };
}

async function journalOf(dir: string): Promise<{ type: string; at: string }[]> {
  const { journal } = contentPaths(dir);
  const names = (await readdir(journal)).sort().slice(-2);
  const texts = await Promise.all(names.map((name) => readFile(join(journal, name), 'utf8')));
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  );
}

async function measure(items: number) {
  const dir = await fill(items);
  try {
    const { checkpoint, escalated } = contentPaths(dir);
    const checkpointMb = (await stat(checkpoint)).size / 1e6;
    const starts: Start[] = [];
    for (let round = 0; round < rounds; round += 1) {
      starts.push(await start(dir));
      // Whoever removes it wants the item tried again.
      await rm(escalated, { recursive: true, force: true });
    }
    // The first start has the journal's tail to read, and cold caches.
    const [first, ...later] = starts;
    return { items, checkpointMb, first, best: later.sort((a, b) => a.startMs - b.startMs)[0] };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const rows = [];
for (const items of sizes) rows.push(await measure(items));
process.stdout.write(`${JSON.stringify({ load: loadavg()[0], rows }, null, 1)}\n`);
