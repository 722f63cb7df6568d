import { addUsd } from '../../models/nano-usd.ts';
import type { Usage } from '../../models/port.ts';
import type { Totals } from './state.ts';

export function emptyTotals(): Totals {
  return {
    calls: 0,
    costUsd: 0,
    unknownCostCalls: 0,
    input: 0,
    cacheWrite: 0,
    cacheRead: 0,
    output: 0,
  };
}

/** Totals with one more call; a null cost is unknown and counted as such, never as zero. */
export function addCall(totals: Totals, usage: Usage | null, costUsd: number | null): Totals {
  return {
    calls: totals.calls + 1,
    costUsd: addUsd(totals.costUsd, costUsd ?? 0),
    unknownCostCalls: totals.unknownCostCalls + (costUsd === null ? 1 : 0),
    input: totals.input + (usage?.input ?? 0),
    cacheWrite: totals.cacheWrite + (usage ? usage.cacheWrite5m + usage.cacheWrite1h : 0),
    cacheRead: totals.cacheRead + (usage?.cacheRead ?? 0),
    output: totals.output + (usage?.output ?? 0),
  };
}
