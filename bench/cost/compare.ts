import { fileURLToPath } from 'node:url';
import { openContent, readGuides } from '../../src/cli/open-content.ts';
import type { Route } from '../../src/engine/routing.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import { problemSchema } from '../../src/products/algorithms/item.ts';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { algorithmsScript } from '../../src/products/algorithms/rehearsal/script.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { addBill, type Bill, emptyBill } from './bill.ts';
import { naiveLoop } from './naive-loop.ts';
import { ourLoop } from './our-loop.ts';

/** Both loops write with it, where the product's own routes are not asked for. */
export const model = 'claude-sonnet-5-5';
const sameModel: Route[] = [{ name: model, when: {}, steps: [{ model, maxRepairs: 3 }] }];
const contentDir = fileURLToPath(new URL('../../content/algorithms', import.meta.url));

/** What one seed came to: the naive loop, ours with the same model, ours with the product's routes. */
export interface Comparison {
  seed: number;
  naive: Row;
  ours: Row;
  routed: Row;
  /** Dollars per accepted output, of the naive loop's. */
  share: number;
  routedShare: number;
}

type Row = Bill & { perAcceptedUsd: number };

/** Runs all three over the first items of the bundled catalogue, each on a server of its own: an empty cache. */
export async function compare(seed: number, mostItems: number): Promise<Comparison> {
  const content = await openContent(contentDir);
  const items = content.catalogue.map((row) => problemSchema.parse(row)).slice(0, mostItems);
  const guides = await readGuides(content.paths.guides);
  const system = algorithms.systemPrompt(guides);
  const ours = (routes: Route[]) => (baseUrl: string) =>
    ourLoop({ items, baseUrl, guides, routes });
  const naive = await rehearsed(seed, async (baseUrl) => {
    const endpoint = { ...ANTHROPIC_ENDPOINT, caching: false };
    const callModel = createAnthropicModel({ apiKey: 'bench', baseUrl, endpoint });
    const total = emptyBill();
    for (const item of items) addBill(total, await naiveLoop(callModel, { item, system, model }));
    return total;
  });
  const same = await rehearsed(seed, ours(sameModel));
  const routed = await rehearsed(seed, ours(algorithms.routes));
  const share = (row: Row) => row.perAcceptedUsd / naive.perAcceptedUsd;
  return { seed, naive, ours: same, routed, share: share(same), routedShare: share(routed) };
}

async function rehearsed(seed: number, run: (baseUrl: string) => Promise<Bill>): Promise<Row> {
  const server = await startRehearsal({ script: algorithmsScript, seed, speed: 1e6 });
  try {
    const bill = await run(server.baseUrl);
    return { perAcceptedUsd: bill.costUsd / bill.accepted, ...bill };
  } finally {
    await server.close();
  }
}
