import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/journal/checkpoint.ts';
import type { Event, EventBody, RoutePlan } from '../../../src/engine/journal/events.ts';
import { forecast, passesBudget } from '../../../src/engine/money/forecast.ts';

const startMs = Date.UTC(2026, 10, 23, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Started = Partial<Extract<EventBody, { type: 'run.started' }>>;

/** A run that goes on: each item costs so many dollars and minutes of a model, one after the other. */
function night(plan: RoutePlan[], over: Started = {}) {
  const events: Event[] = [];
  let atMs = startMs;
  let count = 0;
  const say = (body: EventBody) =>
    events.push({ v: 1, seq: events.length + 1, at: new Date(atMs).toISOString(), ...body });
  const open = plan.reduce((sum, route) => sum + route.open, 0);
  say({
    ...{ type: 'run.started', run: 'r', resumed: false, product: 'tiny', workers: 1 },
    provider: { name: 'p', baseUrl: '', rehearsal: false },
    ...{ budgetUsd: null, total: open, requested: open, skipped: 0, dryRun: false },
    ...{ selection: 'all', plan, ...over },
  });
  return {
    say,
    pass: (ms: number) => {
      atMs += ms;
    },
    settle(route: string, usd: number, minutes = 1, accepted = true) {
      count += 1;
      const item = `item-${count}`;
      const head = { item, attempt: 1, turn: 1, model: 'm', purpose: 'write' as const };
      say({ type: 'item.started', item, title: '', worker: 0 });
      say({ type: 'attempt.started', item, attempt: 1, route, model: 'm', reason: '' });
      say({ type: 'call.started', ...head, reservedUsd: usd });
      atMs += minutes * minuteMs;
      const settled = { stopReason: 'end_turn', requestId: null, latencyMs: 1, servedModel: 'm' };
      say({ type: 'call.settled', ...head, ...settled, usage: null, costUsd: usd });
      if (accepted)
        say({ type: 'item.accepted', item, sha256: 's', sizeBytes: 1, recovered: false });
      else say({ type: 'item.escalated', item, reason: 'hard' });
    },
    state: () => replay(events),
    now: () => forecast(replay(events), atMs),
  };
}

function plan(route: string, open: number, expectedUsd: number | null = null): RoutePlan {
  return { route, open, expectedUsd, expectedRate: expectedUsd === null ? null : 0.9 };
}

/** A generator of luck, the same each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the forecast', () => {
  test('knows nothing where nothing is stated and nothing was seen, and nothing without a run', () => {
    expect(night([plan('a', 10)]).now()).toBeUndefined();
    expect(forecast(replay([]), startMs)).toBeUndefined();
  });

  test('begins with what the routes state, in a wide range, and with no time at all', () => {
    const found = night([plan('a', 10, 0.1)]).now();
    expect(found).toMatchObject({ items: 10, seen: 0, restMs: null });
    expect(found?.endUsd.likely).toBeCloseTo(1);
    expect((found?.endUsd.high ?? 0) / (found?.endUsd.low ?? 1)).toBeGreaterThan(8);
  });

  test('comes to what was seen, by route, and its range gets narrower', () => {
    const { settle, now } = night([plan('cheap', 120, 0.5), plan('dear', 120, 0.5)]);
    const widths: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      settle('cheap', 0.1, 1);
      settle('dear', 1, 3);
      const { low, high } = now()?.restUsd ?? { low: 0, high: 0 };
      if ([0, 4, 19].includes(n)) widths.push(high / low);
    }
    const found = now();
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(found?.items).toBe(200);
    expect(found?.restUsd.likely).toBeGreaterThan(105);
    expect(found?.restUsd.likely).toBeLessThan(115);
    // A model is busy all the time: two hundred items of two minutes each.
    expect((found?.restMs?.likely ?? 0) / hourMs).toBeGreaterThan(6);
    expect((found?.restMs?.likely ?? 0) / hourMs).toBeLessThan(7.2);
  });

  test('holds the truth between its ends about eight times of ten, from few items as from many', () => {
    for (const seen of [3, 10, 40]) {
      let inside = 0;
      const nights = 300;
      for (let n = 0; n < nights; n += 1) {
        const random = dice(1_000 * seen + n);
        // Six of ten pass at once, each repair half of the rest, the last one a dear model.
        const cost = () => {
          const repairs = random() < 0.6 ? 0 : random() < 0.5 ? 1 : random() < 0.5 ? 2 : 7;
          return 0.1 * (0.7 + 0.6 * random()) + 0.04 * repairs;
        };
        const { settle, now } = night([plan('a', 100, 0.05)]);
        for (let item = 0; item < seen; item += 1) settle('a', cost());
        const { low, high } = now()?.restUsd ?? { low: 0, high: 0 };
        let truth = 0;
        for (let item = seen; item < 100; item += 1) truth += cost();
        if (truth >= low && truth <= high) inside += 1;
      }
      expect(inside / nights, `after ${seen}`).toBeGreaterThan(0.75);
      expect(inside / nights, `after ${seen}`).toBeLessThan(0.95);
    }
  });

  test('stands still while the run is paused, and tells what is left once it has ended', () => {
    const { settle, say, pass, now } = night([plan('a', 10, 0.1)]);
    for (let n = 0; n < 4; n += 1) settle('a', 0.1);
    say({ type: 'run.paused', by: 'test' });
    const before = now();
    pass(9 * hourMs);
    expect(now()).toEqual(before);
    say({ type: 'run.ended', outcome: 'budget', reason: 'budget' });
    const after = now();
    expect(after).toMatchObject({ items: 6, restMs: null });
    expect(after?.restUsd.likely).toBeCloseTo(0.6);
  });

  test('takes no more items than a target still takes, at the share that is accepted', () => {
    const { settle, now } = night([plan('a', 100, 0.1)], { target: 10 });
    for (let n = 0; n < 8; n += 1) settle('a', 0.1, 1, n % 2 === 0);
    expect(now()?.items).toBeGreaterThan(8);
    expect(now()?.items).toBeLessThan(13);
  });

  test('has the time wait for other days where a day may not cost so much', () => {
    const { settle, now } = night([plan('a', 100, 0.1)], { dailyUsd: 1 });
    for (let n = 0; n < 20; n += 1) settle('a', 0.1);
    // Two dollars are spent, eight are left: not before the eighth midnight.
    const days = (now()?.restMs?.likely ?? 0) / (24 * hourMs);
    expect(days).toBeGreaterThan(7);
    expect(days).toBeLessThan(9);
  });

  test('passes a budget once enough was seen, or when even its low end does, and is within it well below', () => {
    const { settle, now, state } = night([plan('a', 100, 0.1)], { budgetUsd: 8 });
    const passes = () => {
      const found = now();
      return found && passesBudget(state(), found);
    };
    expect(passes()).toBeUndefined();
    for (let n = 0; n < 5; n += 1) settle('a', 0.1);
    expect(passes()).toBe(true);
    for (let n = 0; n < 60; n += 1) settle('a', 0.01);
    expect(passes()).toBe(false);
  });
});
