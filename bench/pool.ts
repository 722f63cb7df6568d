import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { forkValidator, outputsAtOnce } from '../src/cli/open-validator.ts';
import { contentPaths } from '../src/engine/paths.ts';
import { createValidator, type Validator } from '../src/engine/validator/validator.ts';
import { copies } from './copies.ts';
import { cpuMsOf } from './process-cpu.ts';
import { startRehearsed } from './rehearsed-engine.ts';

/**
 * Pool efficiency: how much of the workers' time was spent waiting for the model, which is all that
 * an ideal engine would do; and processor time per turn. Server and validator are processes of their own.
 * `node bench/pool.ts 10 100` measures those numbers of workers.
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 10, 100, 500];
/** More workers, slower replies: a few turns a second, or the server would be what is measured. */
const speedOf = (workers: number) => Math.min(30, 1000 / workers);
const itemsPerWorkerOf = (workers: number) => (workers > 50 ? 3 : 6);

interface Row {
  workers: number;
  speed: number;
  items: number;
  turns: number;
  wallS: number;
  efficiency: number;
  cpuMsPerTurn: { engine: number; validator: number; server: number };
  heapMb: number;
  load: number | undefined;
}

interface Beside {
  baseUrl: string;
  validator: Validator;
  /** Processor time of the three processes so far, in ms. */
  cpuMs(): Row['cpuMsPerTurn'];
}

async function measure(workers: number, { baseUrl, validator, cpuMs }: Beside): Promise<Row> {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-bench-'));
  const speed = speedOf(workers);
  const catalogue = copies(workers * itemsPerWorkerOf(workers));
  const started = { cpu: cpuMs(), ms: performance.now() };
  const requested = catalogue;
  const judge: Validator['judge'] = (text, about) => validator.judge(text, about);
  const engine = await startRehearsed(contentPaths(dir), {
    ...{ catalogue, requested, workers, baseUrl, speed, judge, actions: [] },
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
  const cpu = cpuMs();
  const wallMs = performance.now() - started.ms;
  await rm(dir, { recursive: true, force: true });
  const perTurn = (of: keyof typeof cpu) => round((cpu[of] - started.cpu[of]) / turns, 2);
  return {
    ...{ workers, speed, items: catalogue.length, turns },
    wallS: round(wallMs / 1000, 1),
    efficiency: round(calledWhileFullMs / (workers * fullMs), 3),
    cpuMsPerTurn: {
      engine: perTurn('engine'),
      validator: perTurn('validator'),
      server: perTurn('server'),
    },
    heapMb: round(process.memoryUsage().heapUsed / 1e6, 0),
    load: loadavg()[0],
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

async function beside(workers: number): Promise<Row> {
  const server = execa(process.execPath, [
    join(import.meta.dirname, 'serve-copies.ts'),
    String(speedOf(workers)),
  ]);
  let child: ChildProcess | undefined;
  const validator = createValidator({
    atOnce: outputsAtOnce,
    fork: () => {
      child = forkValidator({ product: 'algorithms', prove: false });
      return child;
    },
  });
  try {
    const [line] = await once(server.stdout, 'data');
    await validator.facts();
    const cpuMs = () => ({
      engine: cpuMsOf(process.pid),
      validator: cpuMsOf(child?.pid),
      server: cpuMsOf(server.pid),
    });
    return await measure(workers, { baseUrl: String(line).trim(), validator, cpuMs });
  } finally {
    await validator.close();
    server.kill();
    await server.catch(() => {});
  }
}

await beside(2); // warms the compiler
const rows: Row[] = [];
for (const workers of sizes) rows.push(await beside(workers));
process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
