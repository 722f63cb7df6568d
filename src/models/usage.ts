import type { Usage } from './port.ts';
import { isRecord } from './record.ts';

/** Token counts as a stream states them: each event gives some, cumulative. */
export interface UsageTally {
  input: number;
  output: number;
  cacheWrite: number;
  cacheWrite5m: number;
  cacheRead: number;
}

/** A tally of nothing yet. */
export const EMPTY_TALLY: UsageTally = {
  input: 0,
  output: 0,
  cacheWrite: 0,
  cacheWrite5m: 0,
  cacheRead: 0,
};

/** Adds what one event states. Counts are cumulative, so a later zero or gap never lowers one. */
export function tallyUsage(tally: UsageTally, usage: unknown): UsageTally {
  if (!isRecord(usage)) return tally;
  const creation = isRecord(usage.cache_creation) ? usage.cache_creation : {};
  const split5m = count(creation.ephemeral_5m_input_tokens);
  const split = split5m + count(creation.ephemeral_1h_input_tokens);
  return {
    input: Math.max(tally.input, count(usage.input_tokens)),
    output: Math.max(tally.output, count(usage.output_tokens)),
    cacheWrite: Math.max(tally.cacheWrite, count(usage.cache_creation_input_tokens), split),
    cacheWrite5m: Math.max(tally.cacheWrite5m, split5m),
    cacheRead: Math.max(tally.cacheRead, count(usage.cache_read_input_tokens)),
  };
}

/** The usage of a call; `undefined` when no prompt was counted: such a server reports none. */
export function usageOf(tally: UsageTally): Usage | undefined {
  if (tally.input + tally.cacheWrite + tally.cacheRead === 0) return undefined;
  return {
    input: tally.input,
    output: tally.output,
    cacheWrite5m: tally.cacheWrite5m,
    // Cache writes of unstated length count as the dearer kind.
    cacheWrite1h: tally.cacheWrite - tally.cacheWrite5m,
    cacheRead: tally.cacheRead,
  };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
