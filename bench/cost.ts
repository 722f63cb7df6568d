import { loadavg } from 'node:os';
import { compare, model } from './cost/compare.ts';

/**
 * Dollars per accepted output: the naive loop beside ours, on the same simulated author, model, seed and
 * catalogue; and ours with the product's own routes. `node bench/cost.ts [items] [seeds]`.
 */
const items = Number(process.argv[2] ?? 60);
const seeds = Number(process.argv[3] ?? 3);

const rows = [];
for (let seed = 1; seed <= seeds; seed += 1) rows.push(await compare(seed, items));
const rounded = (_: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toFixed(4)) : value;
process.stdout.write(`${JSON.stringify({ model, items, load: loadavg()[0], rows }, rounded, 1)}\n`);
