import { loadavg } from 'node:os';
import { soak } from './soak/soak.ts';

/**
 * A night alone, in virtual time: engines in processes of their own, really killed and started again, under
 * quota windows, a daily cap, throttles, overloads, cut streams and refusals, until nothing is left to do;
 * then every book is held against the server's. `node bench/soak.ts [items] [hours] [factor] [--quick]`.
 */
const isQuick = process.argv.includes('--quick');
const [items = isQuick ? 300 : 3_247, hours = isQuick ? 12 : 30, factor = isQuick ? 300 : 100] =
  process.argv.slice(2).flatMap((word) => (word.startsWith('--') ? [] : Number(word)));

const beganMs = performance.now();
const told = await soak({
  ...{ items, hours, factor, workers: 12, kills: isQuick ? 8 : 40, seed: 1, sampleEveryMs: 2_000 },
  onLife: ({ end, atBoundary, waited, outcome, reason }, hoursNow) => {
    const how = end === 'killed' ? (atBoundary ? 'at a boundary' : (waited ?? 'at a moment')) : '';
    process.stderr.write(`${hoursNow.toFixed(2)} h: ${end} ${how} ${outcome} ${reason}\n`);
  },
});
const minutes = (performance.now() - beganMs) / 60_000;
const { faults, ...figures } = told;
const rounded = (_: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toFixed(4)) : value;
for (const fault of faults) process.stderr.write(`${fault}\n`);
const out = { minutes, factor, load: loadavg()[0], faults: faults.length, ...figures };
process.stdout.write(`${JSON.stringify(out, rounded, 1)}\n`);
// A night that met little proves little; a short one cannot meet all.
const hasMet = isQuick || figures.neverMet.length === 0;
process.exitCode = faults.length === 0 && figures.stops.length === 0 && hasMet ? 0 : 1;
