import { expect, test } from 'vitest';
import { createThrottleGate } from '../../src/models/throttle-gate.ts';
import { createFakeTime } from './fake-time.ts';

const never = new AbortController().signal;

function seeded(): () => number {
  let state = 7;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('those who waited go on spread out, not all in the same instant', async () => {
  const time = createFakeTime();
  const gate = createThrottleGate({ clock: time, random: seeded(), spreadMs: 2_000 });
  gate.close('m', time.startMs + 10_000);
  const passed: number[] = [];
  const callers = Array.from({ length: 50 }, async () => {
    await gate.pass('m', never);
    passed.push(time.now() - time.startMs);
  });
  await time.advance(12_000);
  await Promise.all(callers);
  expect(Math.min(...passed)).toBeGreaterThanOrEqual(10_000);
  expect(Math.max(...passed)).toBeLessThanOrEqual(12_000);
  expect(new Set(passed).size).toBeGreaterThan(40);
});

test('a closing that comes while others still wait holds them back again', async () => {
  const time = createFakeTime();
  const gate = createThrottleGate({ clock: time, random: () => 0.5, spreadMs: 2_000 });
  gate.close('m', time.startMs + 1_000);
  const passing = gate.pass('m', never);
  await time.advance(1_500);
  gate.close('m', time.startMs + 30_000);
  await time.advance(29_400);
  expect(gate.closedUntilMs('m')).toBeUndefined();
  await time.advance(200);
  expect(await passing).toBe(true);
  expect(time.now() - time.startMs).toBe(31_100);
});

test('a shorter closing opens nothing sooner, and an open gate is passed at once', async () => {
  const time = createFakeTime();
  const gate = createThrottleGate({ clock: time, random: () => 0 });
  expect(await gate.pass('m', never)).toBe(true);
  gate.close('m', time.startMs + 5_000);
  gate.close('m', time.startMs + 1_000);
  expect(gate.closedUntilMs('m')).toBe(time.startMs + 5_000);
  expect(gate.closedUntilMs('other')).toBeUndefined();
  expect(await gate.pass('m', AbortSignal.abort())).toBe(false);
});
