import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToSeries, emptySeries, type Series } from '../../../src/engine/state/series.ts';

const dayMs = 86_400_000;

const amounts = fc.array(
  fc.record({ atMs: fc.integer({ min: -dayMs, max: 60 * dayMs }), amount: fc.nat({ max: 1000 }) }),
  { maxLength: 200 },
);

function seriesOf(points: readonly { atMs: number; amount: number }[]): Series {
  const start = emptySeries(1_000_000);
  return points.reduce(
    (series, { atMs, amount }) => addToSeries(series, 1_000_000 + atMs, amount),
    start,
  );
}

test('a series keeps its sum and its beginning, and at most 120 buckets, however long it gets', () => {
  fc.assert(
    fc.property(amounts, (points) => {
      const { values, startMs, bucketMs } = seriesOf(points);
      const total = points.reduce((sum, { amount }) => sum + amount, 0);
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(total);
      expect(values.length).toBeLessThanOrEqual(120);
      expect(startMs).toBe(1_000_000);
      expect(Math.log2(bucketMs / 1_000) % 1).toBe(0);
    }),
    { seed: 81 },
  );
});

test('an amount is in the bucket of its time, and before the beginning in the first', () => {
  fc.assert(
    fc.property(amounts, fc.nat({ max: 60 * dayMs }), (points, atMs) => {
      const before = seriesOf(points);
      const after = addToSeries(before, 1_000_000 + atMs, 5);
      const index = Math.floor(atMs / after.bucketMs);
      expect(after.values[index]).toBeGreaterThanOrEqual(5);
      const early = addToSeries(before, 0, 7);
      expect(early.values[0]).toBe((before.values[0] ?? 0) + 7);
    }),
    { seed: 82 },
  );
});

test('a series that was handed out does not change', () => {
  const before = addToSeries(emptySeries(0), 500, 1);
  const copy = structuredClone(before);
  addToSeries(before, 700, 1);
  addToSeries(before, 10 * dayMs, 1);
  expect(before).toEqual(copy);
});
