import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { type BenchConsole, openConsole } from './console/pty-console.ts';

/**
 * The console on a pty against an engine's socket: 50 workers at 15 events a second each, 100,000 items.
 * Processor time beside a console on which nothing happens, key to screen, bytes while nothing changes,
 * the first frame after `attach`, and the heap over a replay. `node bench/console.ts [replay minutes]`
 * replays 30 minutes of events in so many.
 */
const items = 100_000;
const workers = 50;
const rate = 15;
const replayMinutes = Number(process.argv[2] ?? 3);
const sizes = [
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
];

const dir = await mkdtemp(join(tmpdir(), 'ai-factory-console-'));
const engine = execa(
  process.execPath,
  [join(import.meta.dirname, 'console/crowd-engine.ts'), dir, String(items), String(workers)],
  { stdin: 'pipe' },
);
const tell = async (word: string | number) => {
  engine.stdin.write(`${word}\n`);
  await once(engine.stdout, 'data');
};

const isDrawn = (screen: string) => screen.includes('6 log');
const isLoaded = (screen: string) => isDrawn(screen) && !screen.includes('reading the items');

async function firstFrames(): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const console = openConsole(dir, { columns: 120, rows: 40 });
    times.push((await console.see(isDrawn)) - console.startedMs);
    await console.see(isLoaded);
    await console.close();
  }
  // The first two fill the caches of compiled code and of the disk.
  return times.slice(2).sort((a, b) => a - b);
}

async function share(console: BenchConsole, seconds: number) {
  const before = { cpuS: console.cpuS(), bytes: console.bytes() };
  await sleep(seconds * 1000);
  return {
    cpuPercent: round(((console.cpuS() - before.cpuS) / seconds) * 100, 1),
    kBPerS: round((console.bytes() - before.bytes) / 1000 / seconds, 1),
  };
}

/** The selection's mark moves to another row: that is the screen's answer to j and k. */
async function keyTimes(console: BenchConsole, keys: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  const marked = (screen: string) => screen.split('\n').findIndex((row) => /›/.test(row));
  for (let n = 0; n < 60; n += 1) {
    const before = marked(console.screen());
    const pressed = performance.now();
    const seen = console.see((screen) => marked(screen) !== before);
    console.press(keys[n % keys.length] ?? 'j');
    times.push((await seen) - pressed);
    await sleep(100 + Math.random() * 150);
  }
  return times.sort((a, b) => a - b);
}

async function crowd(size: (typeof sizes)[number]) {
  const console = openConsole(dir, size);
  await console.see(isLoaded);
  // Reading a hundred thousand items goes on for a while after the first frames.
  await tell(0);
  await sleep(8_000);
  await console.see(isLoaded);
  await sleep(2_000);
  const idle = await share(console, 10);
  await tell(rate);
  await sleep(2_000);
  const floor = await share(console, 20);
  const floorKeys = await keyTimes(console, ['j', 'j', 'k']);
  console.press('2');
  await console.see((screen) => screen.includes('items '));
  const list = await share(console, 10);
  const listKeys = await keyTimes(console, ['j', 'j', 'k']);
  await tell(0);
  await console.close();
  return {
    size: `${size.columns}x${size.rows}`,
    idle,
    floor,
    items: list,
    floorKeyMs: { p50: at(floorKeys, 0.5), p95: at(floorKeys, 0.95) },
    itemsKeyMs: { p50: at(listKeys, 0.5), p95: at(listKeys, 0.95) },
  };
}

/** With the run paused no second counts: not one byte may come. */
async function silence() {
  const console = openConsole(dir, { columns: 120, rows: 40 });
  await console.see(isLoaded);
  await tell('pause');
  // The journal of a replay takes a while to read: what follows it is drawn once.
  await console.see((screen) => screen.includes('paused by the bench'));
  for (let seen = -1; seen !== console.bytes(); await sleep(5_000)) seen = console.bytes();
  const before = console.bytes();
  await sleep(10_000);
  const bytesIn10S = console.bytes() - before;
  await console.close();
  return { bytesIn10S };
}

async function replay() {
  const console = openConsole(dir, { columns: 120, rows: 40 }, { probed: true });
  await console.see(isLoaded);
  const speed = 30 / replayMinutes;
  await tell(rate * speed);
  const heaps: { heapMb: number; rssMb: number }[] = [];
  const samples = 6;
  for (let n = 0; n < samples; n += 1) {
    await sleep((replayMinutes * 60_000) / samples);
    const { heapMb, rssMb } = await console.heapMb();
    heaps.push({ heapMb: round(heapMb, 1), rssMb: round(rssMb, 0) });
  }
  await tell(0);
  await console.close();
  return { speed, heaps };
}

function at(sorted: readonly number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0, 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

try {
  await once(engine.stdout, 'data');
  const frames = await firstFrames();
  const crowds: Awaited<ReturnType<typeof crowd>>[] = [];
  for (const size of sizes) crowds.push(await crowd(size));
  const result = {
    items,
    workers,
    eventsPerWorkerPerS: rate,
    firstFrameMs: { p50: at(frames, 0.5), worst: at(frames, 1) },
    crowds,
    replay: await replay(),
    silence: await silence(),
  };
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
} finally {
  engine.stdin.write('end\n');
  await engine.catch(() => {});
  await rm(dir, { recursive: true, force: true });
}
