import { isDeepStrictEqual } from 'node:util';
import { type Boundary, phases } from './crash/plan.ts';
import {
  calmRun,
  emptyTally,
  killAfter,
  killAt,
  sweepKinds,
  type Tally,
  twoAtATime,
} from './crash/sweep.ts';

/**
 * Engines really killed: at every kind of boundary (before, in the middle of and after each write, rename,
 * sync, link, unlink), then at every single boundary of a run, then at random moments; after each kill
 * another start ends the batch, and its files are held against the laws by a reader of their own.
 * `node bench/crash.ts [boundaries] [moments]` takes so many of each, spread evenly; all and 200 by default.
 */
const mostBoundaries = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);
const moments = Number(process.argv[3] ?? 200);

function spread<Value>(values: readonly Value[], most: number): Value[] {
  if (values.length <= most) return [...values];
  const step = values.length / most;
  return Array.from({ length: most }, (_, at) => values[Math.floor(at * step)]).filter(
    (value) => value !== undefined,
  );
}

/** Runs a part and gives its figures; faults are told as they are found, too. */
async function part(name: string, run: (tally: Tally) => Promise<unknown>) {
  const tally = emptyTally();
  const startedMs = performance.now();
  await run(tally);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  for (const fault of tally.faults) process.stderr.write(`${name}: ${fault}\n`);
  const { kills, starts, ends, faults } = tally;
  const figures = { name, kills, starts, kindsOfEnds: ends.size, seconds, faults: faults.length };
  process.stderr.write(`${JSON.stringify(figures)}\n`);
  return figures;
}

const calm = await calmRun();
const { outcome } = calm;
// What comes before a boundary comes after the one before it, but for the replies that arrive in between.
const ends = calm.boundaries
  .flatMap((boundary: Boundary) => phases.map((phase) => ({ boundary, phase, outcome })))
  .filter(({ boundary: { op }, phase }) => (phase === 'half' ? op === 'write' : phase === 'after'));

const parts = [
  await part('each kind of end', async (tally) => {
    const sweep = async () => {
      while (await sweepKinds(tally, { outcome }));
    };
    await Promise.all([sweep(), sweep()]);
  }),
  await part('each boundary of a run', (tally) =>
    twoAtATime(spread(ends, mostBoundaries).map((end) => () => killAt(tally, end))),
  ),
  await part('random moments', (tally) =>
    twoAtATime(
      Array.from({ length: moments }, () => () => killAfter(tally, Math.random() * calm.tookMs)),
    ),
  ),
];
const kinds = new Set(calm.boundaries.map(({ op, file }) => `${op} ${file}`)).size;
const figures = {
  boundaries: calm.boundaries.length,
  kinds,
  calmMs: Math.round(calm.tookMs),
  parts,
};
process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
const isGood = isDeepStrictEqual(calm.faults, []) && parts.every(({ faults }) => faults === 0);
process.exitCode = isGood ? 0 : 1;
