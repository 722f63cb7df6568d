import type { Limits } from '../limits.ts';
import type { ItemState } from '../state/state.ts';

/** Which of its own limits an item has met, in words, or undefined. That of dollars is kept before each call. */
export function limitMet(item: ItemState, limits: Limits): string | undefined {
  // What a person had it begun anew with counts from there: it has been paid for, and looked at.
  const tokens = item.tokens - item.since.tokens;
  const minutes = (item.activeMs - item.since.activeMs) / 60_000;
  if (tokens >= limits.maxItemTokens) {
    return `the item has used ${tokens} tokens, its limit is ${limits.maxItemTokens} (limits.maxItemTokens)`;
  }
  if (minutes >= limits.maxItemMinutes) {
    return `the model has worked on the item for ${minutes.toFixed(1)} minutes, its limit is ${limits.maxItemMinutes} (limits.maxItemMinutes)`;
  }
  return undefined;
}
