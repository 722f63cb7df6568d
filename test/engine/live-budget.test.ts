import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/journal/checkpoint.ts';
import { readJournal } from '../../src/engine/journal/journal-files.ts';
import { limitsSchema } from '../../src/engine/limits.ts';
import { held } from './held.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';
import { until } from './watch.ts';

/** No call is made cheaper by fewer output tokens. */
const unshortened = limitsSchema.parse({ leastOutputTokens: 32_000 });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a budget that is changed while the run goes on', () => {
  test('lets calls go on that waited for it, and is on record', async () => {
    // Enough for the worst case of one call, not of two.
    const { send, store, go, done, factory } = await held({
      items: 2,
      workers: 1,
      budgetUsd: 0.02,
    });
    await send({ type: 'set-workers', workers: 2 }, 'a');
    await until(store, ({ items }) => [...items.values()].every(({ attempts }) => attempts === 1));
    await settled();
    expect(store.getState().inFlight.size).toBe(1);
    expect(await send({ type: 'set-budget', budgetUsd: 5 }, 'a person')).toEqual({ ok: true });
    await until(store, ({ inFlight }) => inFlight.size === 2);
    expect(store.getState().run.budgetUsd).toBe(5);
    go();
    expect(await done).toMatchObject({ outcome: 'finished' });
    const { events } = await readJournal(factory.paths.journal);
    expect(events.find(({ type }) => type === 'budget.changed')).toMatchObject({
      budgetUsd: 5,
      by: 'a person',
    });
    expect(replay(events)).toEqual(store.getState());
  });

  test('can be given to a run that had none, and is kept from then on', async () => {
    const { send, store, go, done } = await held({ items: 10, workers: 1, limits: unshortened });
    const { reservedUsd } = [...store.getState().inFlight.values()][0] ?? {};
    const leastUsd = Math.ceil((reservedUsd ?? 0) * 1e4) / 1e4;
    expect(await send({ type: 'set-budget', budgetUsd: leastUsd }, 'a')).toEqual({ ok: true });
    go();
    expect(await done).toMatchObject({ outcome: 'budget' });
    const { run, counts } = store.getState();
    expect(run.spentUsd + run.unknownUsd).toBeLessThanOrEqual(leastUsd);
    expect(counts.accepted).toBeLessThan(10);
    expect(run.notAccepted).toBe(10 - counts.accepted);
  });

  test('is never lower than what is spent or set aside, and the refusal says how much that is', async () => {
    const { send, store, go, done } = await held({ items: 2 });
    const ack = await send({ type: 'set-budget', budgetUsd: 0.001 }, 'a');
    const least = /\$(\d+\.\d{4}) of this run/.exec(ack.ok ? '' : ack.reason)?.[1];
    expect(Number(least)).toBeGreaterThan(0.001);
    expect(store.getState().run.budgetUsd).toBeNull();
    expect(await send({ type: 'set-budget', budgetUsd: Number(least) }, 'a')).toEqual({ ok: true });
    expect(await send({ type: 'set-budget', budgetUsd: null }, 'a')).toEqual({ ok: true });
    expect(store.getState().run.budgetUsd).toBeNull();
    go();
    await done;
  });

  test('needs the price of every model of the routes, when it starts as when it is given', async () => {
    const routes = [{ name: 'r', when: {}, steps: [{ model: 'mystery-1', maxRepairs: 3 }] }];
    const unpriced =
      'A budget needs the price of every model, and there is none for mystery-1. Add it to factory.json under "prices", or run without a budget.';
    const factory = await openTinyFactory({ items: 1 });
    await expect(factory.start({ routes, budgetUsd: 1 })).rejects.toThrow(unpriced);
    const { send, go, done, store } = await held({ items: 1, factory, routes });
    const ack = await send({ type: 'set-budget', budgetUsd: 1 }, 'a');
    expect(ack).toEqual({ ok: false, reason: unpriced });
    expect(await send({ type: 'set-budget', budgetUsd: null }, 'a')).toEqual({ ok: true });
    go();
    await done;
    expect(store.getState().counts.accepted).toBe(1);
  });

  test('is not given to a run that is ending', async () => {
    const { send, go, done } = await held({ items: 4 });
    await send({ type: 'stop', now: false }, 'a');
    expect(await send({ type: 'set-budget', budgetUsd: 9 }, 'b')).toEqual({
      ok: false,
      reason: 'the run is ending (stopped by a): give the next one this budget',
    });
    go();
    await done;
  });

  test('and one that the run began with, are kept alike', async () => {
    const factory = await openTinyFactory({ items: 10, callModel: repairingAuthor });
    const { store, done, send } = await factory.start({ budgetUsd: 0.0165, workers: 4 });
    await send({ type: 'set-budget', budgetUsd: 0.03 }, 'a');
    await done;
    expect(store.getState().run.spentUsd).toBeLessThanOrEqual(0.03);
  });
});
