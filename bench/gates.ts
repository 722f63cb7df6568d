import { once } from 'node:events';
import { join } from 'node:path';
import { execa } from 'execa';
import { openBatches, type Run } from './gates/batch.ts';
import { measureTray } from './gates/tray.ts';
import { measureTrayKeys } from './gates/tray-keys.ts';

/**
 * What gates cost: the throughput of workers while two hundred approvals wait, and more are asked, beside
 * the same batch without gates, in turns; and what waiting approvals cost a console.
 * `node bench/gates.ts [pairs] [speed]`.
 */
const pairs = Number(process.argv[2] ?? 6);
const speed = Number(process.argv[3] ?? 60);
const setting = { workers: 10, earlier: 200, items: 60, speed };

function spread(values: readonly number[], digits = 4) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return Number(((low + high) / 2).toFixed(digits));
  };
  return { median: at(0.5), least: at(0), most: at(1) };
}

function compared(gated: readonly Run[], free: readonly Run[]) {
  const ratios = (of: (run: Run) => number) =>
    spread(gated.flatMap((run, n) => (free[n] ? of(run) / of(free[n]) : [])));
  return {
    pairs,
    ...setting,
    waitingAtFirst: gated[0]?.waiting,
    throughputRatio: ratios(({ itemsPerS }) => itemsPerS),
    efficiencyRatio: ratios(({ efficiency }) => efficiency),
    efficiency: {
      gated: spread(gated.map(({ efficiency }) => efficiency)),
      free: spread(free.map(({ efficiency }) => efficiency)),
    },
    itemsPerS: {
      gated: spread(gated.map(({ itemsPerS }) => itemsPerS)),
      free: spread(free.map(({ itemsPerS }) => itemsPerS)),
    },
    cpuMsPerTurn: {
      gated: spread(gated.map(({ cpuMsPerTurn }) => cpuMsPerTurn)),
      free: spread(free.map(({ cpuMsPerTurn }) => cpuMsPerTurn)),
    },
  };
}

async function throughput(baseUrl: string) {
  const batches = await openBatches({ ...setting, baseUrl });
  const runs = { gated: [] as Run[], free: [] as Run[] };
  try {
    await batches.run(true); // warms the grammars and the compiler
    for (let pair = 0; pair < pairs; pair += 1) {
      // Whoever comes second may find a warmer machine, or a busier one.
      for (const isGated of pair % 2 === 0 ? [true, false] : [false, true]) {
        (isGated ? runs.gated : runs.free).push(await batches.run(isGated));
      }
    }
  } finally {
    await batches.close();
  }
  return compared(runs.gated, runs.free);
}

const tray = [];
for (const waiting of [200, 3_000]) {
  tray.push({ ...(await measureTray(waiting)), ...(await measureTrayKeys(waiting)) });
}
const server = execa(process.execPath, [
  join(import.meta.dirname, 'serve-copies.ts'),
  String(speed),
]);
try {
  const [line] = await once(server.stdout, 'data');
  const figures = { throughput: await throughput(String(line).trim()), tray };
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
} finally {
  server.kill();
  await server.catch(() => {});
}
