import { setTimeout as sleep } from 'node:timers/promises';
import { drawFrom } from './draw.ts';
import { tierOf } from './tiers.ts';

/** Waits until a simulated reply has come so far; rejects with an AbortError when the signal fires. */
export interface Pace {
  /** Up to the moment when `tokens` output tokens are generated; 0 is the first token's moment. */
  until(tokens: number): Promise<void>;
}

/** From this speed on nothing waits at all. */
const UNLIMITED_SPEED = 1e6;
const JITTER = { low: 0.75, span: 0.5 };
/** Shorter waits are left to add up: a timer costs more than they are worth. */
const SHORTEST_WAIT_MS = 4;

/** The pace of one reply: its model's latency with a jitter drawn from `keys`, divided by `speed`. */
export function createPace(of: {
  model: string;
  speed: number;
  keys: (string | number)[];
  signal: AbortSignal;
}): Pace {
  const { model, speed, keys, signal } = of;
  const tier = tierOf(model);
  const jitter = (part: string): number => JITTER.low + JITTER.span * drawFrom(...keys, part);
  const firstMs = (tier.firstTokenMs * jitter('first')) / speed;
  const perTokenMs = (1000 * jitter('rate')) / tier.tokensPerSecond / speed;
  const startMs = performance.now();
  return {
    until: async (tokens) => {
      signal.throwIfAborted();
      if (speed >= UNLIMITED_SPEED) return;
      const leftMs = startMs + firstMs + tokens * perTokenMs - performance.now();
      if (leftMs >= SHORTEST_WAIT_MS) await sleep(leftMs, undefined, { signal });
    },
  };
}
