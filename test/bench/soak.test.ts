import { expect, test } from 'vitest';
import { dayFaults } from '../../bench/soak/laws.ts';
import { soak } from '../../bench/soak/soak.ts';

test('a batch left alone for hours of virtual time, its engines killed, ends with every item settled and every book exact', async () => {
  const told = await soak({
    ...{
      items: 12,
      hours: 14,
      workers: 4,
      factor: 20_000,
      kills: 2,
      seed: 1,
      sampleEveryMs: 1_000,
    },
  });
  expect(told.faults).toEqual([]);
  expect(told.stops).toEqual([]);
  expect(told.accepted + told.escalated).toBe(12);
  expect(told.kills).toBeGreaterThan(0);
  expect(told.isExact).toBe(true);
  const met = Object.keys(told.weather);
  const trouble = ['overloaded', 'rate-limit', 'cut-stream', 'credit', 'bad-request'];
  expect(met).toEqual(expect.arrayContaining([...trouble, 'quota.parked quota']));
  expect(told.killsInWaits).toContain('quota.parked');
  expect(told.journalBytes).toBeGreaterThan(told.checkpointBytes);
});

test('a day that costs more than its cap is found, and a lost call counts on the day on which it was sent', () => {
  const call = { item: 'a', attempt: 1, turn: 1 };
  const night = [
    { type: 'call.started', at: '2026-11-25T23:00:00.000Z', seq: 1, ...call, reservedUsd: 3 },
    { type: 'call.failed', at: '2026-11-26T01:00:00.000Z', seq: 2, ...call, costUsd: null },
    { type: 'call.started', at: '2026-11-26T02:00:00.000Z', seq: 3, ...call, reservedUsd: 2 },
  ];
  expect(dayFaults(night, 4)).toEqual(['line 3: 5 dollars on 2026-11-26, of 4']);
  const lost = night.map((line) => (line.seq === 2 ? { ...line, class: 'lost' } : line));
  expect(dayFaults(lost, 4)).toEqual([]);
  expect(dayFaults(lost, 2.5)).toHaveLength(2);
});
