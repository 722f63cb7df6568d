import { describe, expect, test } from 'vitest';
import { createBreaker } from '../../src/engine/breaker.ts';
import type { CallModel } from '../../src/models/port.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';
import { fails } from './watch.ts';

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
    const { end, state } = await factory.run({ workers: 1 });
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

describe('the breaker', () => {
  const unanswered = {
    type: 'interrupted',
    failure: { class: 'transient', message: 't' },
  } as const;
  const broken = { type: 'escalated', cause: 'system', reason: 'r' } as const;
  const hard = { type: 'escalated', cause: 'item', reason: 'too hard' } as const;

  test.each([
    ['unanswered items', unanswered],
    ['items that met something broken', broken],
  ])('begins to count %s anew after an item that failed by itself', (_what, end) => {
    const breaker = createBreaker();
    const row = [end, end, end, end];
    for (const one of [...row, hard, ...row]) expect(breaker.see(one)).toBeUndefined();
    expect(breaker.see(end)).toMatchObject({ outcome: 'stopped' });
  });

  test('never minds how many items fail by themselves, or wait because the run is stopping', () => {
    const breaker = createBreaker();
    const aborted = { type: 'interrupted', failure: { class: 'aborted', message: '' } } as const;
    for (let n = 0; n < 50; n += 1) {
      expect(breaker.see(hard)).toBeUndefined();
      expect(breaker.see(aborted)).toBeUndefined();
    }
  });
});
