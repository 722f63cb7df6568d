import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayIn, isTimeZone } from '../../../src/engine/money/calendar-day.ts';
import { addToQuarter, spendOfDay } from '../../../src/engine/money/day-spend.ts';
import type { FactoryState } from '../../../src/engine/state/state.ts';

const zones = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Auckland'];
const hourMs = 3_600_000;

describe('a calendar day', () => {
  test('holds its moment, has one date from end to end, and is followed by the next', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }),
        (zone, atMs) => {
          const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
          const { date, startMs, endMs } = dayIn(zone, atMs);
          expect(startMs).toBeLessThanOrEqual(atMs);
          expect(endMs).toBeGreaterThan(atMs);
          expect([format.format(startMs), format.format(endMs - 1)]).toEqual([date, date]);
          expect(format.format(startMs - 1)).not.toBe(date);
          expect(dayIn(zone, endMs).startMs).toBe(endMs);
          expect([23, 24, 25]).toContain((endMs - startMs) / hourMs);
        },
      ),
      { seed: 31, numRuns: 200 },
    );
  });

  test('begins at midnight of its zone, also on the day when clocks change', () => {
    expect(dayIn('Europe/Berlin', Date.UTC(2026, 2, 29, 12))).toEqual({
      date: '2026-03-29',
      startMs: Date.UTC(2026, 2, 28, 23),
      endMs: Date.UTC(2026, 2, 29, 22),
    });
  });

  test('is of UTC where the zone is none', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Mars/Base')).toBe(false);
    expect(dayIn('Mars/Base', 0).endMs).toBe(24 * hourMs);
  });
});

describe('the dollars of a day', () => {
  test('are those of the calls that ended in it, whichever zone the day is of', () => {
    const state: Pick<FactoryState, 'quarters'> = { quarters: new Map() };
    const noon = Date.UTC(2026, 10, 23, 12);
    for (let n = 0; n < 48; n += 1) {
      addToQuarter(state, noon + n * hourMs, { spentUsd: 0.1, unknownUsd: n === 0 ? 1 : 0 });
    }
    expect(spendOfDay(state, dayIn('UTC', noon))).toEqual({ spentUsd: 1.2, unknownUsd: 1 });
    // Twelve hours on, less a quarter: Kathmandu is 5:45 ahead.
    expect(spendOfDay(state, dayIn('Asia/Kathmandu', noon))).toEqual({
      spentUsd: 0.7,
      unknownUsd: 1,
    });
    expect(spendOfDay(state, dayIn('UTC', noon + 24 * hourMs)).spentUsd).toBe(2.4);
  });

  test('are kept for days, in a bounded number of quarters', () => {
    const state: Pick<FactoryState, 'quarters'> = { quarters: new Map() };
    for (let n = 0; n < 5_000; n += 1) {
      addToQuarter(state, n * hourMs, { spentUsd: 0.1, unknownUsd: 0 });
    }
    expect(state.quarters.size).toBeLessThanOrEqual(400);
    expect(spendOfDay(state, dayIn('UTC', 4_999 * hourMs)).spentUsd).toBeGreaterThan(0);
  });
});
