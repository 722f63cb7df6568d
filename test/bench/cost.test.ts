import { expect, test } from 'vitest';
import { compare } from '../../bench/cost/compare.ts';

test('an accepted output costs at most half of what the naive loop pays for it', async () => {
  const { naive, ours, routed, share, routedShare } = await compare(1, 8);
  expect([naive.accepted, ours.accepted, routed.accepted]).toEqual([8, 8, 8]);
  expect(share).toBeLessThan(0.5);
  expect(routedShare).toBeLessThan(share);
  // What was saved is what was not written again, and what was read from the cache.
  expect(ours.output).toBeLessThan(naive.output);
  expect(ours.cacheRead).toBeGreaterThan(ours.input + ours.cacheWrite5m + ours.cacheWrite1h);
  expect(naive.cacheRead).toBe(0);
});
