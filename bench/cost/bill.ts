import type { ModelMessage, Usage } from '../../src/models/port.ts';
import { BUILT_IN_PRICES } from '../../src/models/price-table.ts';
import { costUsd } from '../../src/models/prices.ts';

/** What some items came to. Tokens by how they are priced. */
export interface Bill extends Usage {
  costUsd: number;
  calls: number;
  accepted: number;
}

export function emptyBill(): Bill {
  const tokens = { input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
  return { ...tokens, costUsd: 0, calls: 0, accepted: 0 };
}

/** Throws for a reply that has no price: a bench with holes would flatter somebody. */
export function add(bill: Bill, { usage }: Pick<ModelMessage, 'usage'>, model: string): void {
  const cost = usage && costUsd(usage, model, BUILT_IN_PRICES);
  if (usage === undefined || cost === undefined)
    throw new Error(`a reply of ${model} has no price`);
  addBill(bill, { ...usage, costUsd: cost, calls: 1, accepted: 0 });
}

export function addBill(bill: Bill, more: Bill): void {
  bill.input += more.input;
  bill.output += more.output;
  bill.cacheWrite5m += more.cacheWrite5m;
  bill.cacheWrite1h += more.cacheWrite1h;
  bill.cacheRead += more.cacheRead;
  bill.costUsd += more.costUsd;
  bill.calls += more.calls;
  bill.accepted += more.accepted;
}
