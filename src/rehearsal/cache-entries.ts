/** How long an entry of the prompt cache lives after its last use. */
export type CacheTtl = '5m' | '1h';

/** What the prompt cache holds, by the hash of a prefix. */
export interface CacheEntries {
  isLive(hash: string): boolean;
  /** Lets a live entry begin its life anew; does nothing to others. */
  refresh(hash: string): void;
  write(hash: string, ttl: CacheTtl): void;
}

interface Entry {
  lifeMs: number;
  expiresAtMs: number;
}

const LIFE_MS: Record<CacheTtl, number> = { '5m': 5 * 60_000, '1h': 60 * 60_000 };
/** Dead entries are swept once in so many writes, so that a long run does not grow. */
const SWEEP_EVERY = 1000;

/** An empty set of entries on the given clock, in epoch milliseconds. */
export function createCacheEntries(nowMs: () => number): CacheEntries {
  const entries = new Map<string, Entry>();
  let written = 0;
  const live = (hash: string): Entry | undefined => {
    const entry = entries.get(hash);
    return entry && entry.expiresAtMs > nowMs() ? entry : undefined;
  };
  return {
    isLive: (hash) => live(hash) !== undefined,
    refresh: (hash) => {
      const entry = live(hash);
      if (entry) entry.expiresAtMs = nowMs() + entry.lifeMs;
    },
    write: (hash, ttl) => {
      entries.set(hash, { lifeMs: LIFE_MS[ttl], expiresAtMs: nowMs() + LIFE_MS[ttl] });
      written += 1;
      if (written % SWEEP_EVERY !== 0) return;
      for (const key of entries.keys()) if (!live(key)) entries.delete(key);
    },
  };
}
