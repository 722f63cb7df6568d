import type { ApiError } from './api-error.ts';
import type { LimitSettings } from './limit-settings.ts';
import { createQuotaWindow } from './quota-window.ts';
import type { CallUsage } from './usage.ts';

const KINDS = ['requests', 'input-tokens', 'output-tokens'] as const;

type Kind = (typeof KINDS)[number];

/** What is left of each limit, as of a time; it fills up evenly. */
interface Bucket {
  atMs: number;
  left: Record<Kind, number>;
}

/** What each model has used of its limits. */
export interface RateLimits {
  /** Takes a request, or refuses it. */
  admit(model: string): ApiError | undefined;
  /** Counts what a reply uses. Reads from the cache are free, as on current models. */
  spend(model: string, usage: CallUsage): void;
  /** The API's rate-limit headers for a model, as of now. */
  headers(model: string): Record<string, string>;
  set(settings: LimitSettings): void;
}

/** Rate-limit bookkeeping on the given clock, in epoch milliseconds. */
export function createRateLimits(nowMs: () => number, initial: LimitSettings): RateLimits {
  let settings = initial;
  let buckets = new Map<string, Bucket>();
  let quota = createQuotaWindow(nowMs, initial.quota);
  const most = (kind: Kind): number =>
    ({
      requests: settings.requests,
      'input-tokens': settings.inputTokens,
      'output-tokens': settings.outputTokens,
    })[kind];
  const perMs = (kind: Kind): number => most(kind) / (settings.windowSeconds * 1_000);
  const bucketOf = (model: string): Bucket => {
    const before = buckets.get(model);
    const atMs = nowMs();
    const left = Object.fromEntries(
      KINDS.map((kind) => {
        const filled = before ? before.left[kind] + perMs(kind) * (atMs - before.atMs) : most(kind);
        return [kind, Math.min(most(kind), filled)];
      }),
    ) as Record<Kind, number>;
    const bucket = { atMs, left };
    buckets.set(model, bucket);
    return bucket;
  };
  const headers = (model: string): Record<string, string> => {
    const { left, atMs } = bucketOf(model);
    const own = KINDS.flatMap((kind): [string, string][] => {
      const name = `anthropic-ratelimit-${kind}`;
      const fullAtMs = atMs + (most(kind) - left[kind]) / perMs(kind);
      return [
        [`${name}-limit`, String(most(kind))],
        [`${name}-remaining`, String(Math.max(0, Math.floor(left[kind])))],
        [`${name}-reset`, new Date(Math.ceil(fullAtMs)).toISOString()],
      ];
    });
    return { ...Object.fromEntries(own), ...quota.headers() };
  };
  return {
    headers,
    admit(model) {
      const spent = quota.take();
      if (spent) return spent;
      const { left } = bucketOf(model);
      const lacking = KINDS.find((kind) => left[kind] < 1);
      if (!settings.enforced || lacking === undefined) {
        left.requests -= 1;
        return undefined;
      }
      const seconds = Math.max(0.05, (1 - left[lacking]) / perMs(lacking) / 1_000);
      return {
        status: 429,
        type: 'rate_limit_error',
        message: `This request would exceed the limit on ${lacking} (rehearsed).`,
        headers: { 'retry-after': String(seconds) },
      };
    },
    spend(model, usage) {
      const { left } = bucketOf(model);
      left['input-tokens'] -= usage.input + usage.write5m + usage.write1h;
      left['output-tokens'] -= usage.output;
    },
    set(next) {
      settings = next;
      buckets = new Map();
      quota = createQuotaWindow(nowMs, next.quota);
    },
  };
}
