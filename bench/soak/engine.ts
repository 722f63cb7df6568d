import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openValidator } from '../../src/cli/open-validator.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { limitsSchema } from '../../src/engine/limits.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { createPublish } from '../../src/tools/publish.ts';
import { copies } from '../copies.ts';
import { startRehearsed } from '../rehearsed-engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import { virtualClock } from './virtual-time.ts';

/**
 * One life of an engine in virtual time, over the directory and server that it is told of; it says how it
 * fares, and how it ended. `node --expose-gc bench/soak/engine.ts JSON`.
 */
const given: ToEngine = JSON.parse(process.argv[2] ?? '');
const { dir, baseUrl, workers, dailyUsd, sampleEveryMs } = given;
/** Ten minutes of silence, but in our time so long as an engine may be busy. */
const idleTimeoutMs = Math.max(1_000, 600_000 / given.time.factor);
/** Calls of busy processes take long in a time that runs so fast. */
const limits = limitsSchema.parse({ maxItemMinutes: 10_000 });

const tell = (message: FromEngine) => process.send?.(message);
const paths = contentPaths(dir);
const { root, acceptedFile, published } = paths;
const clock = virtualClock(given.time);
const catalogue = copies(given.items);
const guideNames = ['style-guide.md'];
const guideText = (name: string) =>
  readFile(new URL(`../../content/algorithms/guides/${name}`, import.meta.url), 'utf8');
const guides = new Map(
  await Promise.all(guideNames.map(async (name) => [name, await guideText(name)] as const)),
);
const validator = openValidator({ product: algorithms.name, prove: false, onDeath: () => {} });
const engine = await startRehearsed(paths, {
  ...{ catalogue, requested: catalogue, workers, baseUrl, dailyUsd, clock, limits, guides },
  // The clock itself runs faster: nothing else has to.
  ...{ speed: 1, timeScale: 1 },
  actions: [createPublish({ root, acceptedFile, published })],
  rules: [{ tool: 'publish', gate: 'allow' }],
  judge: (text, about) => validator.judge(text, about),
  callModel: createAnthropicModel({
    ...{ apiKey: 'bench', baseUrl, endpoint: ANTHROPIC_ENDPOINT },
    ...{ idleTimeoutMs, now: clock.now },
  }),
});

engine.store.subscribe((event) => {
  if (event?.type === 'quota.parked' || event?.type === 'day.waiting') {
    tell({ type: 'waits', why: event.type });
  }
});
const sampling = setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const descriptors = readdirSync(join('/proc/self/fd')).length;
  const { workers: busy, counts } = engine.store.getState();
  tell({
    ...{ type: 'sample', atMs: clock.now(), heapBytes: heapUsed, rssBytes: rss, descriptors },
    ...{ working: busy.size, settled: counts.accepted + counts.escalated },
  });
}, sampleEveryMs);

const { outcome, reason } = await engine.done;
clearInterval(sampling);
await validator.close();
tell({ type: 'ended', outcome, reason });
process.disconnect?.();
