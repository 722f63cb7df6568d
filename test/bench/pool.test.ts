import { expect, test } from 'vitest';
import { measurePool } from '../../bench/pool/measure-pool.ts';

test('while there is work for all, every worker has a call under way, and each turn is counted once', async () => {
  const row = await measurePool({ workers: 3, speed: 300, items: 6 });
  expect(row.mostInFlight).toBe(3);
  expect(row.turns).toBeGreaterThanOrEqual(6);
  expect(row.efficiency).toBeGreaterThan(0);
  expect(row.efficiency).toBeLessThanOrEqual(1);
});
