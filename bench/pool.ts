import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { contentPaths } from '../src/engine/paths.ts';
import { copies } from './copies.ts';
import { startRehearsed } from './rehearsed-engine.ts';

/**
 * Pool efficiency: how much of the workers' time was spent waiting for the model, which is all that
 * an ideal engine would do; and the engine's CPU per turn. The server is another process.
 */
const itemsPerWorker = 6;
const speed = 30;
/** `node bench/pool.ts 10 100` measures those numbers of workers. */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 10, 50];

interface Row {
  workers: number;
  items: number;
  turns: number;
  wallS: number;
  efficiency: number;
  cpuMsPerTurn: number;
  heapMb: number;
}

async function measure(workers: number, baseUrl: string): Promise<Row> {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-bench-'));
  const catalogue = copies(workers * itemsPerWorker);
  const started = { cpu: process.cpuUsage(), ms: performance.now() };
  const requested = catalogue;
  const engine = await startRehearsed(contentPaths(dir), {
    ...{ catalogue, requested, workers, baseUrl, speed, actions: [] },
  });
  let calledMs = 0;
  let turns = 0;
  let fullMs = 0;
  let calledWhileFullMs = 0;
  engine.store.subscribe((event) => {
    if (event?.type !== 'call.settled') return;
    calledMs += event.latencyMs;
    turns += 1;
    // Once the queue is empty workers idle by right: only the time before that counts.
    const { workers: busy, inFlight } = engine.store.getState();
    if (busy.size === workers) {
      fullMs = performance.now() - started.ms;
      const nowMs = Date.now();
      const open = [...inFlight.values()].map(({ sinceMs }) => nowMs - sinceMs);
      calledWhileFullMs = open.reduce((sum, ms) => sum + ms, calledMs);
    }
  });
  await engine.done;
  const cpu = process.cpuUsage(started.cpu);
  const wallMs = performance.now() - started.ms;
  await rm(dir, { recursive: true, force: true });
  return {
    workers,
    items: catalogue.length,
    turns,
    wallS: round(wallMs / 1000, 1),
    efficiency: round(calledWhileFullMs / (workers * fullMs), 3),
    cpuMsPerTurn: round((cpu.user + cpu.system) / 1000 / turns, 2),
    heapMb: round(process.memoryUsage().heapUsed / 1e6, 0),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

const server = execa(process.execPath, [
  join(import.meta.dirname, 'serve-copies.ts'),
  String(speed),
]);
try {
  const [line] = await once(server.stdout, 'data');
  const baseUrl = String(line).trim();
  await measure(2, baseUrl); // warms the grammars and the compiler
  const rows: Row[] = [];
  for (const workers of sizes) rows.push(await measure(workers, baseUrl));
  process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
} finally {
  server.kill();
  await server.catch(() => {});
}
