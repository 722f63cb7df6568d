import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentPaths } from '../../src/engine/files/paths.ts';
import type { Guides } from '../../src/engine/product.ts';
import type { Route } from '../../src/engine/routing.ts';
import type { Problem } from '../../src/products/algorithms/item.ts';
import { startRehearsed } from '../rehearsed-engine.ts';
import { add, type Bill, emptyBill } from './bill.ts';

/** The engine itself over these items, and what all its calls came to. */
export async function ourLoop(given: {
  items: readonly Problem[];
  baseUrl: string;
  guides: Guides;
  routes: Route[];
}): Promise<Bill> {
  const { items: catalogue, baseUrl, guides, routes } = given;
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-cost-'));
  const bill = emptyBill();
  try {
    const engine = await startRehearsed(contentPaths(dir), {
      ...{ catalogue, requested: catalogue, workers: 8, actions: [] },
      ...{ baseUrl, guides, routes, speed: 1e6 },
    });
    engine.store.subscribe((event) => {
      if (event?.type === 'call.settled') {
        add(bill, { usage: event.usage ?? undefined }, event.model);
      }
    });
    await engine.done;
    bill.accepted = engine.store.getState().counts.accepted;
    return bill;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
