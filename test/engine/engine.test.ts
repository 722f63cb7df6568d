import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/journal/checkpoint.ts';
import { readJournal, segmentPath } from '../../src/engine/journal/journal-files.ts';
import { limitsSchema } from '../../src/engine/limits.ts';
import { UserError } from '../../src/engine/user-error.ts';
import { addUsd } from '../../src/models/nano-usd.ts';
import type { CallModel } from '../../src/models/port.ts';
import { held } from './held.ts';
import { failure, reply, validates, writes } from './replies.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';
import { note, tinyProduct } from './tiny-product.ts';

/** No call is made cheaper by fewer output tokens. */
const unshortened = limitsSchema.parse({ leastOutputTokens: 32_000 });

describe('a batch', () => {
  test('makes every item, and its dollars are the sum of its calls', async () => {
    const factory = await openTinyFactory({ items: 5 });
    const { end, state } = await factory.run();
    expect(end).toEqual({ outcome: 'finished', reason: 'nothing is left to do' });
    const { events } = await readJournal(factory.paths.journal);
    expect(replay(events)).toEqual(state);
    const costs = events.flatMap((one) => (one.type === 'call.settled' ? [one.costUsd ?? 0] : []));
    expect(costs.length).toBe(10);
    expect(state.totals.costUsd).toBe(addUsd(...costs));
    expect(state.quality).toEqual({ firstPassed: 0, firstChecked: 5, repairs: 5, unchecked: 0 });
    for (const { id } of factory.catalogue) {
      const text = readFileSync(factory.paths.acceptedFile(id), 'utf8');
      expect(JSON.parse(text)).toEqual({ id, words: ['good', 'better'] });
    }
  });

  test('gives a failing item a fresh conversation with the next model of its route', async () => {
    const callModel: CallModel = async ({ item, model, turn }) => {
      const words = model.includes('opus') ? ['good'] : ['bad', `${turn}`];
      return reply([writes(note(item, ...words), `w${turn}`), validates(`v${turn}`)]);
    };
    const factory = await openTinyFactory({ items: 1, callModel });
    const { state } = await factory.run();
    expect(state.items.get('item-0')).toMatchObject({
      status: 'accepted',
      attempts: 2,
      model: 'claude-opus-5-5',
    });
  });

  test('sends an item that meets a bug to a person, and goes on with the others', async () => {
    const itemPrompt = (item: { id: string; title: string }) => {
      if (item.id === 'item-1') throw new Error('a slip');
      return tinyProduct.itemPrompt(item);
    };
    const factory = await openTinyFactory({ items: 3 });
    const { end, state } = await factory.run({ product: { ...tinyProduct, itemPrompt } });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, escalated: 1 });
    expect(state.items.get('item-1')?.reason).toBe('a bug in the factory: a slip');
  });

  test('ends when the provider leaves item after item unanswered', async () => {
    const factory = await openTinyFactory({
      items: 20,
      callModel: async () => failure('transient'),
    });
    const { end, state } = await factory.run({ workers: 1 });
    expect(end).toMatchObject({
      outcome: 'stopped',
      reason: expect.stringContaining('5 items in a row got no answer: it was transient'),
    });
    expect(state.counts.parked).toBe(5);
  });

  test('goes on with a later start where it was interrupted, and pays nothing twice', async () => {
    const cut: CallModel = async (request, io) =>
      request.turn === 2 ? failure('transient') : repairingAuthor(request, io);
    const factory = await openTinyFactory({ items: 2 });
    expect((await factory.run({ callModel: cut })).state.counts.parked).toBe(2);
    const { state } = await factory.run();
    expect(state.counts).toMatchObject({ parked: 0, accepted: 2 });
    const { events } = await readJournal(factory.paths.journal);
    expect(events.filter(({ type }) => type === 'call.settled').length).toBe(4);
  });

  test('never spends more than its budget, and leaves the rest for later', async () => {
    const factory = await openTinyFactory({ items: 10 });
    const { end, state } = await factory.run({
      limits: unshortened,
      budgetUsd: 0.0165,
      workers: 4,
    });
    expect(end.outcome).toBe('budget');
    expect(state.run.spentUsd + state.run.unknownUsd).toBeLessThanOrEqual(0.0165);
    const later = await factory.run();
    expect(later.state.counts.accepted).toBe(10);
  });

  test('ends at its limit on tokens with the reason', async () => {
    const factory = await openTinyFactory({ items: 10 });
    const { end } = await factory.run({
      workers: 1,
      limits: limitsSchema.parse({ maxRunTokens: 3_000 }),
    });
    expect(end).toMatchObject({
      outcome: 'stopped',
      reason: expect.stringContaining('limits.maxRunTokens'),
    });
  });
});

describe('commands', () => {
  test('that make no sense now are refused with a reason', async () => {
    const { send, go, done } = await held({ items: 1 });
    expect(await send({ type: 'resume' }, 'a')).toEqual({
      ok: false,
      reason: 'the run is not paused',
    });
    expect(await send({ type: 'pause' }, 'a')).toEqual({ ok: true });
    expect(await send({ type: 'pause' }, 'a')).toEqual({
      ok: false,
      reason: 'the run is paused already',
    });
    expect(await send({ type: 'resume' }, 'a')).toEqual({ ok: true });
    go();
    await done;
    expect(await send({ type: 'pause' }, 'a')).toEqual({ ok: false, reason: 'the run has ended' });
  });

  test('stop lets what is in flight finish, and a later start goes on', async () => {
    const { send, go, done, store, factory } = await held({ items: 4 });
    expect(await send({ type: 'stop', now: false }, 'a person')).toEqual({ ok: true });
    go();
    expect(await done).toEqual({ outcome: 'interrupted', reason: 'stopped by a person' });
    expect(store.getState().totals).toMatchObject({ calls: 2, unknownCostCalls: 0 });
    expect(store.getState().counts).toMatchObject({ working: 0, accepted: 0, parked: 0 });
    const { state } = await factory.run();
    expect(state.counts.accepted).toBe(4);
    expect(state.totals.calls).toBe(8);
  });

  test('stop now aborts what is in flight', async () => {
    const { send, done, store } = await held({ items: 4 });
    await send({ type: 'stop', now: true }, 'a person');
    expect((await done).outcome).toBe('interrupted');
    expect(store.getState().totals).toMatchObject({ calls: 2, unknownCostCalls: 2 });
  });
});

describe('a content directory', () => {
  test('has one engine at a time, and is free again after it', async () => {
    const factory = await openTinyFactory({ items: 1 });
    const { done } = await factory.start();
    await expect(factory.start()).rejects.toThrow('Another engine works in this content directory');
    await done;
    expect((await factory.run()).end.outcome).toBe('finished');
  });

  test('whose journal has a torn end is repaired with a notice', async () => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.run();
    const path = segmentPath(factory.paths.journal, 1);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"v":1,"se`);
    const { state } = await factory.run();
    expect(state.notices.map(({ message }) => message)).toEqual([
      "the journal's last line was cut by a crash (10 characters); it was put aside",
    ]);
    expect(readFileSync(`${path}.torn`, 'utf8')).toBe('{"v":1,"se\n');
    expect(replay((await readJournal(factory.paths.journal)).events)).toEqual(state);
  });

  test('whose journal is damaged is refused, and not kept locked', async () => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.run();
    const path = segmentPath(factory.paths.journal, 1);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `rubbish\n${text}`);
    rmSync(factory.paths.checkpoint);
    await expect(factory.start()).rejects.toThrow(`${path}:1: the journal is damaged`);
    writeFileSync(path, text);
    expect((await factory.run()).end.outcome).toBe('finished');
  });

  test('that becomes unusable ends the run with an error for a person, and is let go', async () => {
    const factory = await openTinyFactory({ items: 2 });
    writeFileSync(factory.paths.accepted, 'a file where a folder should be');
    const { done } = await factory
      .start()
      .catch((error: unknown) => ({ done: Promise.reject(error) }));
    await expect(done).rejects.toThrow(/ENOTDIR|EEXIST/);
    rmSync(factory.paths.accepted);
    mkdirSync(factory.paths.accepted);
    expect((await factory.run()).state.counts.accepted).toBe(2);
  });

  test('refuses with an error that is meant for a person', async () => {
    const factory = await openTinyFactory({ items: 1 });
    mkdirSync(factory.paths.engine);
    writeFileSync(factory.paths.lock, 'garbage');
    await expect(factory.start()).rejects.toThrow(UserError);
  });
});
