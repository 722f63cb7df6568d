import { describe, expect, test } from 'vitest';
import type { EngineOptions } from '../../../src/engine/engine-options.ts';
import type { Sleep } from '../../../src/models/clock.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { fails, until } from '../watch.ts';

/** Sleeps for ever, unless the signal aborts. */
const neverWakes: Sleep = (_ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a graceful stop', () => {
  test.each<[string, CallModel]>([
    [
      'at the throttle gate',
      async () =>
        fails({ class: 'throttle', message: 'slow', status: 429, retryAtMs: Date.now() + 1e10 }),
    ],
    ['in a backoff', async () => fails({ class: 'transient', message: 'hm', status: 529 })],
  ])('ends a wait %s, and the items go on with the next start', async (_where, callModel) => {
    const factory = await openTinyFactory({ items: 3 });
    const clock = { ...factory.options.clock, sleep: neverWakes };
    const waiting: Partial<EngineOptions> = { clock, timeScale: 1, callModel };
    const { send, store, done } = await factory.start(waiting);
    await until(store, ({ waits }) => waits.size > 0);
    await send({ type: 'stop', now: false }, 'test');
    expect(await done).toEqual({ outcome: 'interrupted', reason: 'stopped by test' });
    expect(store.getState().counts).toEqual({ working: 0, parked: 0, accepted: 0, escalated: 0 });
    expect((await factory.run()).state.counts.accepted).toBe(3);
  });

  test('ends a wait for a quota window; a start after its reset goes on with the parked items', async () => {
    const factory = await openTinyFactory({ items: 3 });
    const clock = { ...factory.options.clock, sleep: neverWakes };
    const retryAtMs = clock.now() + 1e10;
    const { send, store, done } = await factory.start({
      clock,
      callModel: async () => fails({ class: 'quota', message: 'later', status: 429, retryAtMs }),
    });
    await until(store, ({ counts }) => counts.parked === 2);
    await send({ type: 'stop', now: false }, 'test');
    expect(await done).toEqual({ outcome: 'interrupted', reason: 'stopped by test' });
    expect(store.getState().counts).toMatchObject({ working: 0, parked: 2 });
    factory.pass(1e10);
    expect((await factory.run()).state.counts.accepted).toBe(3);
  });

  test('ends a pause', async () => {
    const factory = await openTinyFactory({ items: 2 });
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const callModel: CallModel = async (request, io) => {
      reached.resolve();
      await goOn.promise;
      return repairingAuthor(request, io);
    };
    const { send, store, done } = await factory.start({ callModel, workers: 1 });
    await reached.promise;
    await send({ type: 'pause' }, 'test');
    goOn.resolve();
    await until(store, ({ items }) => items.get('item-0')?.repairs === 1);
    await settled();
    await send({ type: 'stop', now: false }, 'test');
    expect((await done).outcome).toBe('interrupted');
    expect(store.getState().totals.calls).toBe(1);
    expect((await factory.run()).state.counts.accepted).toBe(2);
  });

  test('ends a wait for the budget, while the call that holds it is let finish', async () => {
    const factory = await openTinyFactory({ items: 2 });
    const goOn = Promise.withResolvers<void>();
    const callModel: CallModel = async (request, io) => {
      await goOn.promise;
      return repairingAuthor(request, io);
    };
    // Enough for the worst case of one call, not of two.
    const { send, store, done } = await factory.start({ callModel, budgetUsd: 0.02 });
    await until(store, ({ items }) => [...items.values()].every(({ attempts }) => attempts === 1));
    await settled();
    expect(store.getState().inFlight.size).toBe(1);
    expect(store.getState().counts.working).toBe(2);
    await send({ type: 'stop', now: false }, 'test');
    await until(store, ({ counts }) => counts.working === 1);
    expect(store.getState().inFlight.size).toBe(1);
    goOn.resolve();
    expect((await done).outcome).toBe('interrupted');
    expect(store.getState().totals).toMatchObject({ calls: 1, unknownCostCalls: 0 });
  });
});
