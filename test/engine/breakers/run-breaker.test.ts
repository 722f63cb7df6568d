import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakersSchema } from '../../../src/engine/breakers/breakers-config.ts';
import { afterEnd, noEnds } from '../../../src/engine/breakers/run-breaker.ts';
import type { ItemEnd } from '../../../src/engine/shop.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { fails } from '../watch.ts';

/** Fails all items but these, which are made well. */
function failsBut(good: string[], failure: Parameters<typeof fails>[0]): CallModel {
  return async (request, io) =>
    good.includes(request.item) ? repairingAuthor(request, io) : fails(failure);
}

const refused = { class: 'deterministic', message: 'no such beta', status: 400 } as const;

describe('a batch whose requests are refused', () => {
  test('stops after five items in a row with the reason, and leaves the others for later', async () => {
    const factory = await openTinyFactory({ items: 20, callModel: failsBut([], refused) });
    const { end, state } = await factory.run({ workers: 1 });
    expect(end.outcome).toBe('stopped');
    expect(end.reason).toContain('5 items in a row failed for a reason that is not theirs: ');
    expect(end.reason).toContain('no such beta');
    expect(state.counts).toEqual({ working: 0, parked: 0, accepted: 0, escalated: 5 });
    expect(state.items.size).toBe(5);
  });

  test('goes on as long as one in five is accepted', async () => {
    const callModel = failsBut(['item-4', 'item-9'], refused);
    const factory = await openTinyFactory({ items: 14, callModel });
    const breakers = breakersSchema.parse({ model: { times: 20, of: 20 } });
    const { end, state } = await factory.run({ workers: 1, breakers });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, escalated: 12 });
  });
});

describe('a batch that is not answered', () => {
  test('stops after five items in a row that get no answer, all parked', async () => {
    const failure = { class: 'transient', message: 'silence' } as const;
    const factory = await openTinyFactory({ items: 20, callModel: failsBut([], failure) });
    const { end, state } = await factory.run({ workers: 1 });
    expect(end).toEqual({ outcome: 'stopped', reason: 'the provider does not answer: silence' });
    expect(state.counts).toEqual({ working: 0, parked: 5, accepted: 0, escalated: 0 });
    expect(state.items.size).toBe(5);
  });

  test('goes on when an item is accepted in between', async () => {
    const callModel = failsBut(['item-4', 'item-9'], { class: 'transient', message: 'silence' });
    const factory = await openTinyFactory({ items: 14, callModel });
    const { end, state } = await factory.run({ workers: 1 });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, parked: 12 });
  });
});

describe('a batch whose provider needs a person', () => {
  test.each([
    [401, { unusable: true }],
    [402, {}],
  ])('stops at the first item, which is parked (status %d)', async (status, more) => {
    const failure = { class: 'needs-person', message: 'who are you?', status } as const;
    const factory = await openTinyFactory({ items: 9, callModel: failsBut([], failure) });
    const { end, state } = await factory.run({ workers: 1 });
    const reason = 'the provider needs a person: who are you?';
    expect(end).toEqual({ outcome: 'stopped', reason, ...more });
    expect(state.counts).toEqual({ working: 0, parked: 1, accepted: 0, escalated: 0 });
    expect(state.items.get('item-0')?.reason).toBe('who are you?');
  });
});

test('a batch out of budget leaves its item waiting, not parked, and says how to go on', async () => {
  const factory = await openTinyFactory({ items: 9 });
  const { end, state } = await factory.run({ budgetUsd: 0.0001, workers: 1 });
  expect(end.outcome).toBe('budget');
  expect(end.reason).toContain('a run with a larger --budget goes on from here');
  expect(state.counts).toEqual({ working: 0, parked: 0, accepted: 0, escalated: 0 });
  expect(state.totals.calls).toBe(0);
});

/** What a run is told after these ends, one every `everyMs`. */
function haltsAfter(row: readonly ItemEnd[], given: { config?: object; everyMs?: number } = {}) {
  const config = breakersSchema.parse(given.config ?? {});
  let tally = noEnds;
  return row.map((end, at) => {
    const seen = afterEnd(tally, { end, nowMs: at * (given.everyMs ?? 1_000) }, config);
    tally = seen.tally;
    return seen.halt;
  });
}

const times = (count: number, end: ItemEnd) => Array.from({ length: count }, () => end);
const unanswered: ItemEnd = {
  type: 'interrupted',
  failure: { class: 'transient', message: 't' },
};
const broken: ItemEnd = { type: 'escalated', cause: 'system', reason: 'r' };
const hard: ItemEnd = { type: 'escalated', cause: 'item', reason: 'too hard' };
const accepted: ItemEnd = { type: 'accepted' };

describe('the breaker of a run', () => {
  test.each([
    ['unanswered items', unanswered],
    ['items that met something broken', broken],
  ])('begins to count %s anew after an item that failed by itself', (_what, end) => {
    const halts = haltsAfter([...times(4, end), hard, ...times(5, end)]);
    expect(halts.findIndex((halt) => halt !== undefined)).toBe(9);
  });

  test('takes its row from factory.json', () => {
    const halts = haltsAfter(times(3, broken), { config: { inARow: 3 } });
    expect(halts.map((halt) => halt?.outcome)).toEqual([undefined, undefined, 'stopped']);
  });

  test('never minds how many items fail by themselves, or wait because the run is stopping', () => {
    const aborted: ItemEnd = {
      type: 'interrupted',
      failure: { class: 'aborted', message: '' },
    };
    const row = times(50, hard).flatMap((end) => [end, aborted]);
    expect(haltsAfter(row).every((halt) => halt === undefined)).toBe(true);
  });

  test('opens at an error rate, of items that end within its window', () => {
    const mixed = times(10, broken).flatMap((end) => [end, accepted]);
    const halts = haltsAfter(mixed);
    expect(halts.slice(0, -1).every((halt) => halt === undefined)).toBe(true);
    expect(halts.at(-1)?.reason).toContain('10 of the 20 items of the last 60 minutes ended');
    // So seldom that the window never has enough of them.
    const seldom = haltsAfter(mixed, { everyMs: 600_000 });
    expect(seldom.every((halt) => halt === undefined)).toBe(true);
  });

  test('never opens below its thresholds, whatever the order', () => {
    const ends = fc.constantFrom(unanswered, broken, hard, accepted);
    fc.assert(
      fc.property(fc.array(ends, { maxLength: 80 }), (row) => {
        const halts = haltsAfter(row);
        const at = halts.findIndex((halt) => halt !== undefined);
        const seen = at < 0 ? row : row.slice(0, at + 1);
        const isTrouble = (end: ItemEnd) => end === unanswered || end === broken;
        const share = seen.filter(isTrouble).length / Math.max(1, seen.length);
        const isRow = seen.length >= 5 && seen.slice(-5).every(isTrouble);
        const isRate = seen.length >= 20 && share >= 0.5;
        // Unanswered ones are counted until an item ends, others in between or not.
        expect(at < 0 || isRow || isRate || seen.filter(isTrouble).length >= 5).toBe(true);
        if (at < 0) expect(seen.length < 20 || share < 0.5).toBe(true);
      }),
    );
  });
});
