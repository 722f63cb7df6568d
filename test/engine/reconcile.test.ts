import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/engine/cards/artefact.ts';
import { loadState } from '../../src/engine/journal/checkpoint.ts';
import type { FactoryState } from '../../src/engine/state/state.ts';
import type { CallModel } from '../../src/models/port.ts';
import { begin } from './held.ts';
import { reply, validates, writes } from './replies.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';
import { note } from './tiny-product.ts';

/** Fails every card, so that each item comes to a person. */
const hopeless: CallModel = async ({ item, turn }) =>
  reply([writes(note(item, 'bad', `${turn}`), `use_${turn}`), validates(`use_${turn}b`)]);

const noCalls: CallModel = async () => {
  throw new Error('nothing should be paid for');
};

function noticesOf(state: FactoryState): string[] {
  return state.notices.map(({ message }) => message);
}

function reasonsOf(state: FactoryState): (string | undefined)[] {
  return [...state.items.values()].map(({ status, reason }) => `${status}: ${reason}`);
}

describe('an accepted file whose event is missing', () => {
  test('is recovered when it passes, and nothing is paid for', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: noCalls });
    const text = note('item-0', 'good');
    await factory.accept('item-0', text);
    const { end, state } = await factory.run();
    expect(end.outcome).toBe('finished');
    expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', sha256: sha256(text) });
    expect(state.counts.accepted).toBe(1);
    expect(state.run.skipped).toBe(1);
    expect(readFileSync(factory.paths.acceptedFile('item-0'), 'utf8')).toBe(text);
  });

  test.each([
    ['fails its card', note('item-0', 'bad')],
    ['is no JSON', '{"id":'],
    ['is for another item', note('item-7', 'good')],
  ])('is moved away when it %s, said so, and the item is made', async (_what, text) => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.accept('item-0', text);
    const { state } = await factory.run();
    expect(noticesOf(state)[0]).toMatch(
      /^accepted\/item-0\.json did not pass .* and was moved to /,
    );
    const work = factory.paths.item('item-0').root;
    const rejected = readdirSync(work).filter((name) => name.startsWith('rejected-'));
    expect(readFileSync(join(work, rejected[0] ?? ''), 'utf8')).toBe(text);
    expect(state.items.get('item-0')?.status).toBe('accepted');
    expect(state.totals.calls).toBe(2);
  });

  test('of an item that is not in the catalogue is left alone', async () => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.accept('stranger', 'hello');
    const { state } = await factory.run();
    expect(state.counts.accepted).toBe(1);
    expect(readFileSync(factory.paths.acceptedFile('stranger'), 'utf8')).toBe('hello');
  });
});

describe('an accepted output', () => {
  test('that nobody touched is left alone, without a word', async () => {
    const factory = await openTinyFactory({ items: 2 });
    const first = await factory.run();
    const { state } = await factory.run({ callModel: noCalls });
    expect(noticesOf(state)).toEqual([]);
    expect(state.counts.accepted).toBe(2);
    expect(state.totals).toEqual(first.state.totals);
  });

  test('that was changed by hand and still passes is kept as it is now, and counts once', async () => {
    const factory = await openTinyFactory({ items: 2 });
    await factory.run();
    const text = note('item-0', 'mine');
    await factory.accept('item-0', text);
    const { state } = await factory.run({ callModel: noCalls });
    expect(noticesOf(state)).toEqual(['accepted/item-0.json was changed by hand; it still passes']);
    expect(state.items.get('item-0')?.sha256).toBe(sha256(text));
    expect(state.counts.accepted).toBe(2);
    expect(readFileSync(factory.paths.acceptedFile('item-0'), 'utf8')).toBe(text);
  });

  test('that was changed by hand is noticed, though its size and its time say nothing', async () => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.run();
    const file = factory.paths.acceptedFile('item-0');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('better', 'finest'));
    utimesSync(file, 0, 0);
    const { state } = await factory.run({ callModel: noCalls });
    expect(noticesOf(state)).toEqual(['accepted/item-0.json was changed by hand; it still passes']);
  });

  test('that was changed by hand and fails is moved away, and made anew without a new call', async () => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.run();
    const before = readFileSync(factory.paths.acceptedFile('item-0'), 'utf8');
    await factory.accept('item-0', note('item-0', 'bad'));
    const { state } = await factory.run({ callModel: noCalls });
    expect(noticesOf(state)[0]).toContain('no-bad: the word is bad');
    expect(readFileSync(factory.paths.acceptedFile('item-0'), 'utf8')).toBe(before);
    expect(state.counts.accepted).toBe(1);
  });

  test('that was deleted is made anew from its transcript, without a new call', async () => {
    const factory = await openTinyFactory({ items: 1 });
    await factory.run();
    const before = readFileSync(factory.paths.acceptedFile('item-0'), 'utf8');
    rmSync(factory.paths.acceptedFile('item-0'));
    const { state } = await factory.run({ callModel: noCalls });
    expect(noticesOf(state)[0]).toContain('has gone');
    expect(readFileSync(factory.paths.acceptedFile('item-0'), 'utf8')).toBe(before);
    expect(state.counts.accepted).toBe(1);
  });

  test('is known without the journal: it is recovered from the file', async () => {
    const factory = await openTinyFactory({ items: 3 });
    await factory.run();
    rmSync(factory.paths.engine, { recursive: true });
    const { state } = await factory.run({ callModel: noCalls });
    expect(state.counts.accepted).toBe(3);
  });
});

describe('an escalation', () => {
  test('stays one as long as its file is there', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: hopeless });
    const { end, state } = await factory.run();
    expect(end.outcome).toBe('finished');
    expect(state.counts.escalated).toBe(1);
    const again = await factory.run({ callModel: noCalls });
    expect(again.state.counts.escalated).toBe(1);
  });

  test('whose file was deleted is tried anew, from its first attempt, the old ones kept', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: hopeless });
    await factory.run();
    rmSync(factory.paths.escalatedFile('item-0'));
    const { state } = await factory.run({ callModel: repairingAuthor });
    expect(state.items.get('item-0')).toMatchObject({
      status: 'accepted',
      attempts: 1,
      repairs: 1,
    });
    expect(state.counts).toMatchObject({ escalated: 0, accepted: 1 });
    const work = factory.paths.item('item-0').root;
    expect(readdirSync(join(work, 'earlier', '1'))).toContain('attempts');
    expect(readdirSync(join(work, 'earlier', '1', 'attempts'))).toEqual(['1', '2']);
  });

  test('whose event is missing is known from its file, with its reason', async () => {
    const factory = await openTinyFactory({ items: 2, callModel: hopeless });
    await factory.run({ requested: factory.catalogue.slice(0, 1) });
    rmSync(factory.paths.engine, { recursive: true });
    writeFileSync(factory.paths.escalatedFile('item-1'), 'a note of a person');
    const { state } = await factory.run({ callModel: noCalls });
    const [first, second] = reasonsOf(state);
    expect(first).toMatch(/^escalated: route default is exhausted: /);
    expect(second).toBe(`escalated: ${factory.paths.escalatedFile('item-1')} is there`);
  });

  test('that a person named again is tried again', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: hopeless });
    await factory.run();
    const { state } = await factory.run({ callModel: repairingAuthor, reopen: ['item-0'] });
    expect(state.items.get('item-0')).toMatchObject({ status: 'accepted' });
    expect(existsSync(factory.paths.escalatedFile('item-0'))).toBe(false);
  });
});

describe('an engine that died', () => {
  /** Stands still for ever once every worker waits for a call after so many, as after kill -9. */
  async function died(items: number, calls: number, workers = 1) {
    const factory = await openTinyFactory({ items });
    const reached = Promise.withResolvers<void>();
    let count = 0;
    const callModel: CallModel = async (request, io) => {
      count += 1;
      if (count <= calls) return repairingAuthor(request, io);
      begin(io);
      if (count === calls + workers) reached.resolve();
      return new Promise(() => {});
    };
    await factory.start({ callModel, workers });
    await reached.promise;
    rmSync(factory.paths.lock);
    return factory;
  }

  test('leaves its items to the next, which goes on in the middle of their conversations', async () => {
    const factory = await died(1, 1);
    expect((await loadState(factory.paths)).state.items.get('item-0')?.status).toBe('working');
    const { state } = await factory.run();
    expect(state.items.get('item-0')).toMatchObject({
      status: 'accepted',
      attempts: 1,
      repairs: 1,
    });
    // The call that was lost, and the two that were needed.
    expect(state.totals).toMatchObject({ calls: 3, unknownCostCalls: 1 });
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 1 });
    expect(state.inFlight.size).toBe(0);
    expect(state.counts.working).toBe(0);
  });

  test('had no hand on its items while it was dead: their clocks stand still', async () => {
    const factory = await died(3, 0, 2);
    factory.pass(24 * 3_600_000);
    const { state } = await factory.run();
    expect(state.counts).toMatchObject({ accepted: 3, escalated: 0 });
    for (const { activeMs } of state.items.values()) expect(activeMs).toBeLessThan(3_600_000);
    expect(state.run.activeMs).toBeLessThan(3_600_000);
  });

  test('can die at any call: what was accepted is the same in the end', async () => {
    const whole = await openTinyFactory({ items: 3 });
    await whole.run();
    for (let calls = 0; calls < 6; calls += 1) {
      const factory = await died(3, calls);
      await factory.run();
      for (const { id } of factory.catalogue) {
        const text = readFileSync(factory.paths.acceptedFile(id), 'utf8');
        expect(text).toBe(readFileSync(whole.paths.acceptedFile(id), 'utf8'));
      }
    }
  });
});

test('a clock that was set back between two runs is noted once, and no time is negative', async () => {
  const factory = await openTinyFactory({ items: 2 });
  await factory.run();
  rmSync(factory.paths.acceptedFile('item-0'));
  factory.pass(-24 * 3_600_000);
  const { end, state } = await factory.run({ callModel: noCalls });
  expect(end.outcome).toBe('finished');
  expect(noticesOf(state)[0]).toMatch(/^the clock was set back: it shows 14\d\d\.\d minutes less/);
  expect(state.counts.accepted).toBe(2);
  const times = [...state.items.values()].map(({ activeMs }) => activeMs);
  expect(Math.min(state.run.activeMs, ...times)).toBeGreaterThanOrEqual(0);
  const again = await factory.run({ callModel: noCalls });
  expect(noticesOf(again.state).filter((one) => one.includes('set back'))).toEqual([]);
});

test('a run that is paused for long costs its items no time', async () => {
  const factory = await openTinyFactory({ items: 1 });
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const callModel: CallModel = async (request, io) => {
    reached.resolve();
    await goOn.promise;
    return repairingAuthor(request, io);
  };
  const { send, store, done } = await factory.start({ callModel });
  const held = new Promise<void>((resolve) => {
    store.subscribe((event) => event?.type === 'repair.started' && resolve());
  });
  await reached.promise;
  expect(await send({ type: 'pause' }, 'test')).toEqual({ ok: true });
  goOn.resolve();
  await held;
  factory.pass(24 * 3_600_000);
  expect(await send({ type: 'resume' }, 'test')).toEqual({ ok: true });
  await done;
  expect(store.getState().counts).toMatchObject({ accepted: 1, escalated: 0 });
  expect(store.getState().items.get('item-0')?.activeMs).toBeLessThan(3_600_000);
  expect(store.getState().run.activeMs).toBeLessThan(3_600_000);
});
