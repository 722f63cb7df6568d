import { createHash } from 'node:crypto';
import { createCacheEntries } from './cache-entries.ts';
import type { PromptBlock } from './prompt-blocks.ts';

/** Tokens of a prompt by price class; the three always sum to the whole prompt. */
export interface InputUsage {
  input: number;
  write5m: number;
  write1h: number;
  read: number;
}

/** What a request found in the cache. What it adds can be read only after `begin`. */
export interface CacheVisit {
  usage: InputUsage;
  /** Call it when the response begins: only then do the entries exist. */
  begin(): void;
}

/** The cache of one server, shared by all its conversations. */
export interface PromptCache {
  visit(model: string, blocks: readonly PromptBlock[]): CacheVisit;
}

interface Prefix {
  hash: string;
  tokens: number;
  ttl: PromptBlock['ttl'];
}

const MIN_TOKENS = 512;
/** Blocks that are compared at each breakpoint, itself included, going backwards. */
const LOOK_BACK_BLOCKS = 20;

/** A prompt cache that obeys the API's rules; `nowMs` is its clock, in epoch milliseconds. */
export function createPromptCache(nowMs: () => number): PromptCache {
  const entries = createCacheEntries(nowMs);
  return {
    visit(model, blocks) {
      const prefixes = prefixesOf(model, blocks);
      const hit = longestHit(prefixes, entries.isLive);
      for (const { hash } of prefixes.slice(0, hit + 1)) entries.refresh(hash);
      const added = prefixes.filter(
        ({ ttl, tokens }, index) => index > hit && ttl !== undefined && tokens >= MIN_TOKENS,
      );
      return {
        usage: usageOf(prefixes, hit, added),
        begin: () => {
          for (const { hash, ttl = '5m' } of added) entries.write(hash, ttl);
        },
      };
    },
  };
}

function prefixesOf(model: string, blocks: readonly PromptBlock[]): Prefix[] {
  let hash = model;
  let tokens = 0;
  return blocks.map((block) => {
    hash = createHash('sha256').update(hash).update('\n').update(block.text).digest('hex');
    tokens += block.tokens;
    return { hash, tokens, ttl: block.ttl };
  });
}

/** Index of the last block of the longest prefix that can be read, or -1. */
function longestHit(prefixes: readonly Prefix[], isLive: (hash: string) => boolean): number {
  for (let at = prefixes.length - 1; at >= 0; at -= 1) {
    if (prefixes[at]?.ttl === undefined) continue;
    for (let back = at; back > at - LOOK_BACK_BLOCKS && back >= 0; back -= 1) {
      const prefix = prefixes[back];
      if (prefix && isLive(prefix.hash)) return back;
    }
  }
  return -1;
}

function usageOf(prefixes: readonly Prefix[], hit: number, added: readonly Prefix[]): InputUsage {
  const read = prefixes[hit]?.tokens ?? 0;
  const usage: InputUsage = { input: 0, write5m: 0, write1h: 0, read };
  let counted = read;
  for (const { tokens, ttl } of added) {
    usage[ttl === '1h' ? 'write1h' : 'write5m'] += tokens - counted;
    counted = tokens;
  }
  usage.input = (prefixes.at(-1)?.tokens ?? 0) - counted;
  return usage;
}
