import type { CallUsage } from './usage.ts';

/** Per model and minute. They are reported, never enforced: a throttle is a fault on demand. */
const LIMITS: Record<Kind, number> = {
  requests: 4000,
  'input-tokens': 2_000_000,
  'output-tokens': 400_000,
};
const WINDOW_MS = 60_000;

const KINDS = ['requests', 'input-tokens', 'output-tokens'] as const;

type Kind = (typeof KINDS)[number];
interface Window {
  endsAtMs: number;
  used: Record<Kind, number>;
}

/** What each model has used of its limits. */
export interface RateLimits {
  /** Counts a call. Reads from the cache are free, as on current models. */
  spend(model: string, usage: CallUsage): void;
  /** The API's rate-limit headers for a model, as of now. */
  headers(model: string): Record<string, string>;
}

/** Rate-limit bookkeeping on the given clock, in epoch milliseconds. */
export function createRateLimits(nowMs: () => number): RateLimits {
  const windows = new Map<string, Window>();
  const windowOf = (model: string): Window => {
    const current = windows.get(model);
    if (current && current.endsAtMs > nowMs()) return current;
    const used = { requests: 0, 'input-tokens': 0, 'output-tokens': 0 };
    const fresh = { endsAtMs: nowMs() + WINDOW_MS, used };
    windows.set(model, fresh);
    return fresh;
  };
  return {
    spend(model, usage) {
      const { used } = windowOf(model);
      used.requests += 1;
      used['input-tokens'] += usage.input + usage.write5m + usage.write1h;
      used['output-tokens'] += usage.output;
    },
    headers(model) {
      const { used, endsAtMs } = windowOf(model);
      const reset = new Date(endsAtMs).toISOString();
      return Object.fromEntries(
        KINDS.flatMap((kind) => {
          const name = `anthropic-ratelimit-${kind}`;
          const left = Math.max(0, LIMITS[kind] - used[kind]);
          return [
            [`${name}-limit`, String(LIMITS[kind])],
            [`${name}-remaining`, String(left)],
            [`${name}-reset`, reset],
          ];
        }),
      );
    },
  };
}
