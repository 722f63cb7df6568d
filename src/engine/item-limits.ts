import type { Limits } from './limits.ts';
import type { ItemState } from './state.ts';

/** Which of its own limits an item has met, in words, or undefined. */
export function limitMet(item: ItemState, limits: Limits, nowMs: number): string | undefined {
  const minutes = (item.activeMs + (nowMs - (item.workingSinceMs ?? nowMs))) / 60_000;
  if (item.costUsd >= limits.maxItemUsd) {
    return `the item has cost $${item.costUsd.toFixed(4)}, its limit is $${limits.maxItemUsd} (limits.maxItemUsd)`;
  }
  if (item.tokens >= limits.maxItemTokens) {
    return `the item has used ${item.tokens} tokens, its limit is ${limits.maxItemTokens} (limits.maxItemTokens)`;
  }
  if (minutes >= limits.maxItemMinutes) {
    return `the item was worked on for ${minutes.toFixed(1)} minutes, its limit is ${limits.maxItemMinutes} (limits.maxItemMinutes)`;
  }
  return undefined;
}
