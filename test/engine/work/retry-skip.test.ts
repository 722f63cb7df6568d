import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadState, replay } from '../../../src/engine/journal/checkpoint.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { summarise } from '../../../src/engine/state/summary.ts';
import type { Sleep } from '../../../src/models/clock.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { begin, held } from '../held.ts';
import { failure, reply, validates, writes } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { fails, until } from '../watch.ts';

/** Never passes. */
const hopeless: CallModel = async ({ item, turn }) =>
  reply([writes(note(item, 'bad', `${turn}`), `w${turn}`), validates(`v${turn}`)]);

/** Fails at the items named until it is told to be good. */
function fickle(...bad: string[]) {
  const known = new Set(bad);
  const callModel: CallModel = (request, io) =>
    (known.has(request.item) ? hopeless : repairingAuthor)(request, io);
  return { callModel, mend: () => known.clear() };
}

/** How far a run is, as its summary says. */
function requestOf(state: Parameters<typeof summarise>[0]) {
  const { items, skipped, settled } = summarise(state, state.lastAtMs).request;
  return { items, skipped, settled };
}

/** A run that is kept alive by an item whose call is not let go. */
async function withOneHeld(given: { items: number; author: CallModel; only?: number[] }) {
  const factory = await openTinyFactory({ items: given.items });
  const go = Promise.withResolvers<void>();
  const held = `item-${given.items - 1}`;
  const callModel: CallModel = async (request, io) => {
    begin(io);
    if (request.item === held) await go.promise;
    return given.author(request, io);
  };
  const requested = factory.catalogue.filter((_item, n) => given.only?.includes(n) ?? true);
  const engine = await factory.start({ callModel, requested });
  return { factory, go: go.resolve, ...engine };
}

describe('retry', () => {
  test('of an item that this run escalated begins it anew, and the run counts it once', async () => {
    const { callModel, mend } = fickle('item-0');
    const { send, store, done, go, factory } = await withOneHeld({ items: 2, author: callModel });
    await until(store, ({ counts }) => counts.escalated === 1);
    const before = store.getState().items.get('item-0');
    mend();
    expect(await send({ type: 'retry', item: 'item-0' }, 'a person')).toEqual({ ok: true });
    await until(store, ({ counts }) => counts.accepted === 1);
    go();
    expect(await done).toMatchObject({ outcome: 'finished' });
    const state = store.getState();
    expect(state.run).toMatchObject({ accepted: 2, escalated: 0, requested: 2, notAccepted: 0 });
    expect(requestOf(state)).toEqual({ items: 2, skipped: 0, settled: 2 });
    expect(state.items.get('item-0')).toMatchObject({ attempts: 1, repairs: 1 });
    expect(state.items.get('item-0')?.costUsd).toBeGreaterThan(before?.costUsd ?? 0);
    const earlier = `${factory.paths.item('item-0').root}/earlier/1`;
    expect(existsSync(`${earlier}/escalated.json`)).toBe(true);
    expect(existsSync(`${earlier}/attempts/2/transcript.jsonl`)).toBe(true);
    expect(replay((await readJournal(factory.paths.journal)).events)).toEqual(state);
  });

  test('of an item that an earlier run escalated joins the run, which had skipped it', async () => {
    const { callModel, mend } = fickle('item-0');
    const factory = await openTinyFactory({ items: 3, callModel });
    await factory.run({ requested: factory.catalogue.slice(0, 1) });
    mend();
    const { send, store, done, go } = await held({ items: 2, factory });
    expect(requestOf(store.getState())).toEqual({ items: 3, skipped: 1, settled: 1 });
    expect(await send({ type: 'retry', item: 'item-0' }, 'a')).toEqual({ ok: true });
    expect(requestOf(store.getState())).toEqual({ items: 3, skipped: 0, settled: 0 });
    go();
    await done;
    expect(requestOf(store.getState())).toEqual({ items: 3, skipped: 0, settled: 3 });
    expect(store.getState().run.notAccepted).toBe(0);
  });

  test('of an escalated item that was not asked for makes it one that was', async () => {
    const { callModel, mend } = fickle('item-0');
    const factory = await openTinyFactory({ items: 3, callModel });
    await factory.run({ requested: factory.catalogue.slice(0, 1) });
    mend();
    const requested = factory.catalogue.slice(1);
    const { send, store, done, go } = await held({ items: 2, factory, requested });
    await send({ type: 'retry', item: 'item-0' }, 'a');
    go();
    await done;
    const state = store.getState();
    expect(requestOf(state)).toEqual({ items: 3, skipped: 0, settled: 3 });
    expect(state.counts).toMatchObject({ accepted: 3, escalated: 0 });
  });

  test('of an item that nobody asked for, begun or not, takes it up where it is', async () => {
    const { send, store, done, go, factory } = await withOneHeld({
      items: 3,
      author: repairingAuthor,
      only: [2],
    });
    expect(await send({ type: 'retry', item: 'item-1' }, 'a')).toEqual({ ok: true });
    await until(store, ({ counts }) => counts.accepted === 1);
    go();
    await done;
    expect(requestOf(store.getState())).toEqual({ items: 2, skipped: 0, settled: 2 });
    const { events } = await readJournal(factory.paths.journal);
    expect(events.some(({ type }) => type === 'item.reopened')).toBe(false);
    expect(replay(events)).toEqual(store.getState());
  });

  test('of a parked item goes on with its conversation', async () => {
    let isDown = true;
    const author: CallModel = async (request, io) =>
      isDown && request.item === 'item-0' && request.turn === 2
        ? failure('transient')
        : repairingAuthor(request, io);
    const { send, store, done, go } = await withOneHeld({ items: 2, author });
    await until(store, ({ counts }) => counts.parked === 1);
    isDown = false;
    expect(await send({ type: 'retry', item: 'item-0' }, 'a')).toEqual({ ok: true });
    await until(store, ({ counts }) => counts.accepted === 1);
    go();
    await done;
    const item = store.getState().items.get('item-0');
    expect(item).toMatchObject({ status: 'accepted', attempts: 1, repairs: 1 });
    expect(store.getState().run).toMatchObject({ parked: 0, accepted: 2 });
  });

  test('is refused where it makes no sense, for all to see', async () => {
    const { send, store, done, go, factory } = await held({ items: 3 });
    const cases: [string, string][] = [
      ['nothing', 'there is no item nothing in the catalogue'],
      ['item-0', 'item-0 is being worked on: skip it first, to have it begun anew'],
      ['item-2', 'item-2 waits for its turn already'],
    ];
    for (const [item, reason] of cases) {
      expect(await send({ type: 'retry', item }, 'a')).toEqual({ ok: false, reason });
    }
    go();
    await until(store, ({ counts }) => counts.accepted > 0);
    await send({ type: 'stop', now: false }, 'a');
    await done;
    const { events } = await readJournal(factory.paths.journal);
    const told = events.flatMap((one) => (one.type === 'command.refused' ? [one] : []));
    expect(told.map(({ command, by, reason }) => [command, by, reason])).toEqual(
      cases.map(([item, reason]) => [`retry ${item}`, 'a', reason]),
    );
    expect(await send({ type: 'retry', item: 'item-2' }, 'a')).toEqual({
      ok: false,
      reason: 'the run has ended',
    });
  });

  test('of an accepted item, and while the run is ending, is refused with the way out', async () => {
    const { send, store, done, go } = await withOneHeld({ items: 3, author: repairingAuthor });
    await until(store, ({ counts }) => counts.accepted === 2);
    expect(await send({ type: 'retry', item: 'item-0' }, 'a')).toMatchObject({
      reason: expect.stringContaining('remove accepted/item-0.json'),
    });
    await send({ type: 'stop', now: false }, 'a');
    expect(await send({ type: 'retry', item: 'item-2' }, 'a')).toMatchObject({
      reason: expect.stringContaining('the run is ending'),
    });
    go();
    await done;
  });
});

describe('skip', () => {
  test('of an item that waits its turn hands it to a person, and retry takes that back', async () => {
    const { send, store, done, go, factory } = await held({ items: 3 });
    expect(await send({ type: 'skip', item: 'item-2' }, 'a person')).toEqual({ ok: true });
    const file = factory.paths.escalatedFile('item-2');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      id: 'item-2',
      reason: 'skipped by a person',
      attempts: [],
    });
    expect(existsSync(factory.paths.item('item-2').state)).toBe(true);
    expect(store.getState().items.get('item-2')).toMatchObject({ status: 'escalated' });
    expect(await send({ type: 'skip', item: 'item-2' }, 'b')).toMatchObject({
      reason: 'item-2 waits for a person already: retry it, to have it tried again',
    });
    expect(await send({ type: 'retry', item: 'item-2' }, 'a')).toEqual({ ok: true });
    expect(existsSync(file)).toBe(false);
    go();
    await done;
    expect(store.getState().run).toMatchObject({ accepted: 3, escalated: 0, notAccepted: 0 });
  });

  test('of the last item that waits ends the run once it is handed over', async () => {
    const { send, store, done, go } = await held({ items: 2, workers: 1 });
    await send({ type: 'pause' }, 'a');
    go();
    await send({ type: 'skip', item: 'item-0' }, 'a');
    await until(store, ({ counts }) => counts.escalated === 1);
    await send({ type: 'skip', item: 'item-1' }, 'a');
    expect(await done).toMatchObject({ outcome: 'finished' });
    expect(store.getState().run).toMatchObject({ escalated: 2, notAccepted: 2 });
  });

  test('of an item that is worked on saves the call in flight, and loses no money', async () => {
    const { send, store, done, go, factory } = await held({ items: 2 });
    expect(await send({ type: 'skip', item: 'item-0' }, 'a')).toEqual({ ok: true });
    expect(await send({ type: 'skip', item: 'item-0' }, 'b')).toMatchObject({
      reason: 'item-0 is being skipped already',
    });
    expect(store.getState().inFlight.size).toBe(2);
    go();
    await done;
    const state = store.getState();
    const item = state.items.get('item-0');
    expect(item).toMatchObject({ status: 'escalated', reason: 'skipped by a', repairs: 0 });
    expect(item?.unknownCostCalls).toBe(0);
    expect(item?.costUsd).toBeGreaterThan(0);
    expect(state.spend.wastedUsd).toBe(item?.costUsd);
    expect(state.totals.calls).toBe(3);
    const lines = readFileSync(factory.paths.item('item-0').transcript(1), 'utf8');
    expect(lines.match(/"type":"reply"/g)?.length).toBe(1);
  });

  test('of an item that waits for its provider ends the wait', async () => {
    const neverWakes: Sleep = (_ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    const factory = await openTinyFactory({ items: 1 });
    const { send, store, done } = await factory.start({
      clock: { ...factory.options.clock, sleep: neverWakes },
      timeScale: 1,
      callModel: async () =>
        fails({ class: 'quota', message: 'later', status: 429, retryAtMs: Date.now() + 1e10 }),
    });
    await until(store, ({ counts }) => counts.parked > 0);
    await send({ type: 'skip', item: 'item-0' }, 'a');
    expect(await done).toMatchObject({ outcome: 'finished' });
    expect(store.getState().counts.escalated).toBe(1);
  });

  test('comes too late for an item whose call in flight was its last', async () => {
    const atOnce: CallModel = async ({ item }) =>
      reply([writes(note(item, 'good'), '1'), validates('2')]);
    const { send, store, done, go } = await held({ items: 1, author: atOnce });
    await send({ type: 'skip', item: 'item-0' }, 'a');
    go();
    await done;
    expect(store.getState().counts).toMatchObject({ accepted: 1, escalated: 0 });
    expect(store.getState().notices.at(-1)?.message).toBe(
      'item-0 was accepted before a could skip it',
    );
  });

  test('of a parked item hands it to a person', async () => {
    const author: CallModel = async (request, io) =>
      request.item === 'item-0' ? failure('transient') : repairingAuthor(request, io);
    const { send, store, done, go } = await withOneHeld({ items: 2, author });
    await until(store, ({ counts }) => counts.parked === 1);
    expect(await send({ type: 'skip', item: 'item-0' }, 'a')).toEqual({ ok: true });
    go();
    await done;
    expect(store.getState().run).toMatchObject({ parked: 0, accepted: 1, escalated: 1 });
  });

  test('is refused for what is accepted, unknown, or not this run’s', async () => {
    const { send, store, done, go } = await withOneHeld({
      items: 3,
      author: repairingAuthor,
      only: [0, 2],
    });
    await until(store, ({ counts }) => counts.accepted === 1);
    const reasons = await Promise.all(
      ['item-0', 'item-1', 'nothing'].map((item) => send({ type: 'skip', item }, 'a')),
    );
    expect(reasons).toEqual([
      { ok: false, reason: 'item-0 is accepted: there is nothing left to skip' },
      { ok: false, reason: 'this run was not asked for item-1' },
      { ok: false, reason: 'there is no item nothing in the catalogue' },
    ]);
    go();
    await done;
  });
});

test('a run that ends says how many items it leaves, and whether the provider refused it', async () => {
  const factory = await openTinyFactory({ items: 3 });
  const { end } = await factory.run({
    callModel: async () => fails({ class: 'needs-person', message: 'no such key', status: 401 }),
  });
  expect(end).toMatchObject({ outcome: 'stopped', unusable: true });
  const { run } = (await loadState(factory.paths)).state;
  expect(run).toMatchObject({ notAccepted: 3, unusable: true });
  const { state } = await factory.run();
  expect(state.run).toMatchObject({ notAccepted: 0, unusable: false });
});
