import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { forkValidator, outputsAtOnce } from '../../src/cli/open-validator.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { createValidator, type Validator } from '../../src/engine/validator/validator.ts';
import { copies } from '../copies.ts';
import { cpuMsOf } from '../process-cpu.ts';
import { startRehearsed } from '../rehearsed-engine.ts';

export interface Pool {
  workers: number;
  /** How many times faster than a real model the server replies. */
  speed: number;
  items: number;
}

/** What a pool of so many workers made of its time. */
export interface PoolRow {
  workers: number;
  speed: number;
  items: number;
  turns: number;
  wallS: number;
  /** Of the time of the workers while there was work for all: the share in which they waited for the model. */
  efficiency: number;
  /** The most calls that were under way at once. */
  mostInFlight: number;
  /** A call's mean time at the pace of a real model: what grows with the workers is not the model's. */
  callS: number;
  /** Over the later half of the turns: before it the compiler has not seen all of the code. */
  cpuMsPerTurn: CpuMs;
  /** Over all turns. */
  coldCpuMsPerTurn: CpuMs;
  heapMb: number;
  load: number | undefined;
}

/** Processor time of the three processes, in ms. */
interface CpuMs {
  engine: number;
  validator: number;
  server: number;
}

/** How much they had used after so many turns. */
interface Lap {
  turns: number;
  cpu: CpuMs;
}

const turnsPerLap = 10;

interface Beside {
  baseUrl: string;
  validator: Validator;
  cpuMs(): CpuMs;
}

async function measure(
  { workers, speed, items }: Pool,
  { baseUrl, validator, cpuMs }: Beside,
): Promise<PoolRow> {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-bench-'));
  const catalogue = copies(items);
  const laps: Lap[] = [{ turns: 0, cpu: cpuMs() }];
  const startedMs = performance.now();
  const requested = catalogue;
  const judge: Validator['judge'] = (text, about) => validator.judge(text, about);
  const engine = await startRehearsed(contentPaths(dir), {
    ...{ catalogue, requested, workers, baseUrl, speed, judge, actions: [] },
  });
  let calledMs = 0;
  let turns = 0;
  let mostInFlight = 0;
  let fullMs = 0;
  let calledWhileFullMs = 0;
  engine.store.subscribe((event) => {
    mostInFlight = Math.max(mostInFlight, engine.store.getState().inFlight.size);
    if (event?.type !== 'call.settled') return;
    calledMs += event.latencyMs;
    turns += 1;
    if (turns % turnsPerLap === 0) laps.push({ turns, cpu: cpuMs() });
    // Once the queue is empty workers idle by right: only the time before that counts.
    const { workers: busy, inFlight } = engine.store.getState();
    if (busy.size === workers) {
      fullMs = performance.now() - startedMs;
      const nowMs = Date.now();
      const open = [...inFlight.values()].map(({ sinceMs }) => nowMs - sinceMs);
      calledWhileFullMs = open.reduce((sum, ms) => sum + ms, calledMs);
    }
  });
  await engine.done;
  const end: Lap = { turns, cpu: cpuMs() };
  const wallMs = performance.now() - startedMs;
  await rm(dir, { recursive: true, force: true });
  return {
    ...{ workers, speed, items, turns, mostInFlight },
    wallS: round(wallMs / 1000, 1),
    efficiency: round(calledWhileFullMs / (workers * fullMs), 3),
    callS: round((calledMs / turns) * (speed / 1000), 1),
    cpuMsPerTurn: cpuBetween(
      laps.findLast((lap) => lap.turns <= turns / 2),
      end,
    ),
    coldCpuMsPerTurn: cpuBetween(laps[0], end),
    heapMb: round(process.memoryUsage().heapUsed / 1e6, 0),
    load: loadavg()[0],
  };
}

function cpuBetween(from: Lap | undefined, to: Lap): CpuMs {
  const perTurn = (of: keyof CpuMs) =>
    round((to.cpu[of] - (from?.cpu[of] ?? 0)) / (to.turns - (from?.turns ?? 0)), 1);
  return {
    engine: perTurn('engine'),
    validator: perTurn('validator'),
    server: perTurn('server'),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Runs a pool until its items are settled, beside a server and a validator of its own. */
export async function measurePool(pool: Pool): Promise<PoolRow> {
  const server = execa(process.execPath, [
    join(import.meta.dirname, '../serve-copies.ts'),
    String(pool.speed),
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
    return await measure(pool, { baseUrl: String(line).trim(), validator, cpuMs });
  } finally {
    await validator.close();
    server.kill();
    await server.catch(() => {});
  }
}
