import type { BucketName, BucketNews, LimitNews } from '../limit-news.ts';
import type { Demand } from './demand.ts';

/** A call under way, or ended a while ago, that the news may not know of. */
export interface Taken {
  atMs: number;
  demand: Demand;
}

/** What a lane knows of the provider's limits by the minute, and what its own calls take of them. */
export interface Allowance {
  news: LimitNews | undefined;
  inFlight: readonly Taken[];
  /** Ended, by when they did; those that ended before the news are in it. */
  ended: readonly Taken[];
}

// A call that was sent just before the news may not be counted in it.
const SLACK_MS = 1_000;
const WINDOW_MS = 60_000;

/**
 * When a call fits: now (`undefined`), at a time, or once something has ended (`Infinity`). A limit
 * fills up evenly until its reset; one that a call can never fit into keeps it only from company.
 */
export function fitsAt(
  allowance: Allowance,
  demand: Demand,
  nowMs: number,
): { atMs: number; bucket: BucketName } | undefined {
  const { news, inFlight } = allowance;
  if (!news || inFlight.length === 0) return undefined;
  let latest: { atMs: number; bucket: BucketName } | undefined;
  for (const [bucket, one] of news.buckets) {
    const need = share(bucket, demand);
    const free = filled(one, news.atMs, nowMs) - taken(bucket, allowance);
    if (free >= need) continue;
    const perMs = rate(one, news.atMs);
    const most = one.limit ?? Number.POSITIVE_INFINITY;
    const atMs = perMs > 0 && need <= most ? nowMs + (need - free) / perMs : Infinity;
    if (latest === undefined || atMs > latest.atMs) latest = { atMs, bucket };
  }
  return latest;
}

/** How much of a limit there is now, if nothing was taken since the news. */
function filled(bucket: BucketNews, sinceMs: number, nowMs: number): number {
  const most = bucket.limit ?? Math.max(bucket.remaining, 0);
  if (bucket.resetAtMs !== undefined && nowMs >= bucket.resetAtMs) {
    return bucket.limit ?? Number.POSITIVE_INFINITY;
  }
  return Math.min(most, bucket.remaining + rate(bucket, sinceMs) * Math.max(0, nowMs - sinceMs));
}

function rate({ limit, remaining, resetAtMs }: BucketNews, sinceMs: number): number {
  if (limit === undefined) return 0;
  const missing = limit - remaining;
  if (missing <= 0 || resetAtMs === undefined || resetAtMs <= sinceMs) return limit / WINDOW_MS;
  return missing / (resetAtMs - sinceMs);
}

function taken(bucket: BucketName, { news, inFlight, ended }: Allowance): number {
  const sinceMs = news?.atMs ?? 0;
  // Output is counted as it comes, the rest when a call begins.
  const atStart = bucket === 'requests' || bucket === 'input-tokens';
  const unknown = atStart ? inFlight.filter(({ atMs }) => atMs > sinceMs - SLACK_MS) : inFlight;
  const late = atStart ? [] : ended.filter(({ atMs }) => atMs > sinceMs);
  return [...unknown, ...late].reduce((sum, { demand }) => sum + share(bucket, demand), 0);
}

function share(bucket: BucketName, { inputTokens, outputTokens }: Demand): number {
  switch (bucket) {
    case 'requests':
      return 1;
    case 'tokens':
      return inputTokens + outputTokens;
    case 'input-tokens':
      return inputTokens;
    case 'output-tokens':
      return outputTokens;
    default:
      return bucket satisfies never;
  }
}
