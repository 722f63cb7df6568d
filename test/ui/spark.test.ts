import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToSeries, emptySeries, type Series } from '../../src/engine/state/series.ts';
import { columnsOf, spark, stretches } from '../../src/ui/spark.ts';

const startMs = 1_000_000;

function seriesOf(values: readonly number[]): Series {
  return { startMs, bucketMs: 1_000, values };
}

describe('the stretches of a series', () => {
  it('hold every amount exactly once, in as many cells as there are', () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.nat(50)));
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 150 }), fc.nat(300_000), (all, cells, age) => {
        const series = all.reduce(
          (before, [afterMs, amount]) => addToSeries(before, startMs + afterMs, amount),
          emptySeries(startMs),
        );
        const { sums, stretchMs } = stretches(series, startMs + age, cells);
        expect(sums.length).toBeLessThanOrEqual(cells);
        expect(sums.reduce((a, b) => a + b, 0)).toBeCloseTo(
          all.reduce((sum, [, amount]) => sum + amount, 0),
          6,
        );
        expect(stretchMs * sums.length).toBeGreaterThanOrEqual(Math.min(age, 1_000));
      }),
    );
  });

  it('draw an even pace even, however buckets and cells fall together', () => {
    const even = seriesOf(Array.from({ length: 100 }, () => 3));
    for (const cells of [7, 12, 24, 33, 70, 99, 100, 180]) {
      const drawn = spark(even, startMs + 100_000, { cells, charset: 'unicode' });
      expect(new Set(drawn)).toEqual(new Set(['█']));
    }
  });

  it('leave empty where nothing was', () => {
    const once = seriesOf([...Array.from({ length: 60 }, () => 0), 5]);
    const { sums } = stretches(once, startMs + 90_000, 30);
    expect(sums.filter((sum) => sum > 0)).toHaveLength(1);
  });
});

describe('a spark', () => {
  it('is nothing while nothing has happened', () => {
    expect(spark(emptySeries(startMs), startMs, { cells: 9, charset: 'unicode' })).toBe('');
  });

  it('is 7-bit where the terminal is', () => {
    const drawn = spark(seriesOf([0, 1, 5, 9]), startMs + 4_000, { cells: 4, charset: 'ascii' });
    expect(drawn).toMatch(/^[ -~]{4}$/);
    expect(drawn[0]).toBe('_');
    expect(drawn[3]).toBe('#');
  });
});

describe('a chart', () => {
  it('has the highest amount in its top row and nothing where nothing was', () => {
    const rows = columnsOf([0, 1, 4, 2], { rows: 4, charset: 'unicode' });
    expect(rows).toEqual(['  █ ', '  █ ', '  ██', ' ███']);
  });
});
