import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitingApprovals } from '../../src/engine/approvals/approvals.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import type { Problem } from '../../src/products/algorithms/item.ts';
import { itemPrompt } from '../../src/products/algorithms/item-prompt.ts';
import { createPublish } from '../../src/tools/publish.ts';
import { copies, copiesScript } from '../copies.ts';
import { startRehearsed } from '../rehearsed-engine.ts';

export interface Setting {
  workers: number;
  /** Accepted before; with gates each of them waits to be published. */
  earlier: number;
  /** To be made. */
  items: number;
  baseUrl: string;
  speed: number;
}

export interface Run {
  waiting: number;
  itemsPerS: number;
  /** Share of the workers' time that was spent waiting for the model, while all of them had work. */
  efficiency: number;
  cpuMsPerTurn: number;
}

const gated = [true, false] as const;

/** Content directories with the earlier outputs, one with gates and one without, and runs over copies of them. */
export async function openBatches(setting: Setting) {
  const home = await mkdtemp(join(tmpdir(), 'ai-factory-bench-'));
  const catalogue = copies(setting.earlier + setting.items);
  const earlier = catalogue.slice(0, setting.earlier);
  const templateOf = (isGated: boolean) => join(home, isGated ? 'gated' : 'free');
  for (const isGated of gated) {
    const root = templateOf(isGated);
    await putOutputs(root, earlier);
    // A start finds outputs that nobody recorded, and with gates asks whether to publish them.
    const engine = await start(root, { isGated, catalogue, requested: [], setting });
    await engine.done;
  }
  let runs = 0;
  return {
    async run(isGated: boolean): Promise<Run> {
      runs += 1;
      const root = join(home, `run-${runs}`);
      await cp(templateOf(isGated), root, { recursive: true, preserveTimestamps: true });
      const run = await measure(root, { isGated, catalogue, requested: catalogue, setting });
      await rm(root, { recursive: true });
      return run;
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
}

interface Given {
  isGated: boolean;
  catalogue: readonly Problem[];
  requested: readonly Problem[];
  setting: Setting;
}

async function putOutputs(root: string, items: readonly Problem[]): Promise<void> {
  const paths = contentPaths(root);
  await mkdir(paths.accepted, { recursive: true });
  for (const item of items) {
    const lesson = copiesScript.artefactFor(itemPrompt(item));
    await writeFile(paths.acceptedFile(item.id), JSON.stringify(lesson));
  }
}

function start(root: string, { isGated, catalogue, requested, setting }: Given) {
  const paths = contentPaths(root);
  const { baseUrl, workers, speed } = setting;
  const { acceptedFile, published } = paths;
  const actions = isGated ? [createPublish({ root, acceptedFile, published })] : [];
  return startRehearsed(paths, { catalogue, requested, workers, baseUrl, speed, actions });
}

async function measure(root: string, given: Given): Promise<Run> {
  const { workers, items, earlier } = given.setting;
  const engine = await start(root, given);
  const { store } = engine;
  const waiting = waitingApprovals(store.getState()).length;
  const began = { cpu: process.cpuUsage(), ms: performance.now() };
  let calledMs = 0;
  let turns = 0;
  let full = { ms: 0, calledMs: 0 };
  let acceptedMs = 0;
  store.subscribe((event) => {
    if (event?.type === 'item.accepted') acceptedMs = performance.now() - began.ms;
    if (event?.type !== 'call.settled') return;
    calledMs += event.latencyMs;
    turns += 1;
    const { workers: busy, inFlight } = store.getState();
    if (busy.size < workers) return;
    const nowMs = Date.now();
    const open = [...inFlight.values()].map(({ sinceMs }) => nowMs - sinceMs);
    full = { ms: performance.now() - began.ms, calledMs: open.reduce((a, b) => a + b, calledMs) };
  });
  await engine.done;
  const cpu = process.cpuUsage(began.cpu);
  const { accepted } = store.getState().counts;
  if (accepted !== items + earlier) throw new Error(`${accepted} items were accepted`);
  return {
    waiting,
    itemsPerS: items / (acceptedMs / 1_000),
    efficiency: full.calledMs / (workers * full.ms),
    cpuMsPerTurn: (cpu.user + cpu.system) / 1_000 / turns,
  };
}
