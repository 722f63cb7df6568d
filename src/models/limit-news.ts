import { number, unifiedWindows, type WindowNews } from './retry-time.ts';

/** What a provider counts by the minute. `tokens`: in and out together. */
export const BUCKETS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;
export type BucketName = (typeof BUCKETS)[number];

/** What is left of one limit; `resetAtMs` is when it will be whole again. */
export interface BucketNews {
  remaining: number;
  limit: number | undefined;
  resetAtMs: number | undefined;
}

/** The state of a provider's limits, as the headers of one answer tell it. */
export interface LimitNews {
  /** When the headers came, epoch ms. */
  atMs: number;
  buckets: ReadonlyMap<BucketName, BucketNews>;
  windows: readonly WindowNews[];
}

/** Reads an answer's headers; undefined where they say nothing of limits. */
export function limitNews(headers: Headers, nowMs: number): LimitNews | undefined {
  const buckets = new Map<BucketName, BucketNews>();
  for (const name of BUCKETS) {
    const prefix = `anthropic-ratelimit-${name}`;
    const remaining = number(headers.get(`${prefix}-remaining`));
    if (remaining === undefined) continue;
    const resetAtMs = Date.parse(headers.get(`${prefix}-reset`) ?? '');
    buckets.set(name, {
      remaining,
      limit: number(headers.get(`${prefix}-limit`)),
      resetAtMs: Number.isNaN(resetAtMs) ? undefined : resetAtMs,
    });
  }
  const windows = unifiedWindows(headers, nowMs);
  return buckets.size + windows.length === 0 ? undefined : { atMs: nowMs, buckets, windows };
}
