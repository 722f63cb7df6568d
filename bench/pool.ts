import { measurePool, type Pool } from './pool/measure-pool.ts';

/**
 * Pool efficiency: how much of the workers' time was spent waiting for the model, which is all that
 * an ideal engine would do; and processor time per turn. Server and validator are processes of their own.
 * `node bench/pool.ts 10 100` measures those numbers of workers.
 * Replies come faster than from a real model, for a few workers ten times: as many turns a second as one
 * machine of two cores bears together with the server. 500 workers have the pace of a real model.
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 10, 100, 500];

/** At most some ten turns a second, or the server would be what is measured. */
function poolOf(workers: number): Pool {
  const itemsPerWorker = workers > 50 ? 3 : 10;
  const speed = Math.max(1, Math.min(10, 500 / workers));
  return { workers, speed, items: workers * itemsPerWorker };
}

await measurePool(poolOf(2)); // warms the compiler
const rows = [];
for (const workers of sizes) rows.push(await measurePool(poolOf(workers)));
process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
