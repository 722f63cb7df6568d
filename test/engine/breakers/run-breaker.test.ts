import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakersSchema } from '../../../src/engine/breakers/breakers-config.ts';
import { opensRun } from '../../../src/engine/breakers/opens-run.ts';
import { loadState, replay } from '../../../src/engine/journal/checkpoint.ts';
import type { Event, EventBody } from '../../../src/engine/journal/events.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { emptyState, fold } from '../../../src/engine/state/fold.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { fails, until } from '../watch.ts';

/** Fails all items but these, which are made well. */
function failsBut(good: string[], failure: Parameters<typeof fails>[0]): CallModel {
  return async (request, io) =>
    good.includes(request.item) ? repairingAuthor(request, io) : fails(failure);
}

const refused = { class: 'deterministic', message: 'no such beta', status: 400 } as const;
const silent = { class: 'transient', message: 'silence' } as const;
const row = 'run:in-a-row';
/** Models have none of their own. */
const noModel = breakersSchema.parse({ model: { times: 20, of: 20 } });

describe('a batch whose requests are refused', () => {
  test('stops after five items in a row with the reason, and leaves the others for later', async () => {
    const factory = await openTinyFactory({ items: 20, callModel: failsBut([], refused) });
    const { end, state } = await factory.run({ workers: 1, breakers: noModel });
    expect(end.outcome).toBe('stopped');
    expect(end.reason).toContain('5 items in a row failed for a reason that is not theirs: ');
    expect(end.reason).toContain('no such beta');
    expect(end.reason).toContain('15 items wait');
    expect(state.counts).toEqual({ working: 0, parked: 0, accepted: 0, escalated: 5 });
    expect(state.items.size).toBe(5);
    expect([...state.breakers.values()]).toMatchObject([{ id: row, scope: 'run', waiting: 15 }]);
  });

  test('opens the breaker of the model alone, where that explains it', async () => {
    const factory = await openTinyFactory({ items: 20, callModel: failsBut([], refused) });
    const { end, state } = await factory.run({ workers: 3 });
    expect(end.outcome).toBe('stopped');
    const scopes = [...state.breakers.values()].map(({ scope }) => scope);
    expect(new Set(scopes)).toEqual(new Set(['model']));
  });

  test('goes on once the breaker of the model is reset: what it had counted is forgotten', async () => {
    let isMended = false;
    const callModel: CallModel = async (request, io) =>
      isMended ? repairingAuthor(request, io) : fails(refused);
    const factory = await openTinyFactory({ items: 12 });
    // No other model: the next attempt that ends is on the mended one.
    const [first] = factory.options.routes;
    const step = first?.steps[0];
    if (!first || !step) throw new Error('expected a route');
    const routes = [{ ...first, steps: [step] }];
    const given = { workers: 1, callModel, routes, waitForApprovals: true };
    const engine = await factory.start(given);
    await until(engine.store, ({ breakers }) => breakers.size === 1);
    const [id = ''] = engine.store.getState().breakers.keys();
    expect(id).toBe(`model:${step.model}`);
    isMended = true;
    expect(await engine.send({ type: 'reset-breaker', id }, 'a test')).toEqual({ ok: true });
    expect((await engine.done).outcome).toBe('finished');
    const { counts, breakers } = engine.store.getState();
    expect([counts.accepted, counts.escalated, breakers.size]).toEqual([7, 5, 0]);
  });

  test('goes on as long as one in five is accepted', async () => {
    const callModel = failsBut(['item-4', 'item-9'], refused);
    const factory = await openTinyFactory({ items: 14, callModel });
    const { end, state } = await factory.run({ workers: 1, breakers: noModel });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, escalated: 12 });
  });
});

describe('a batch that is not answered', () => {
  test('stops after five items in a row that get no answer, all parked', async () => {
    const factory = await openTinyFactory({ items: 20, callModel: failsBut([], silent) });
    const { end, state } = await factory.run({ workers: 1 });
    expect(end.outcome).toBe('stopped');
    expect(end.reason).toContain('5 items in a row got no answer: silence');
    expect(end.reason).toContain('20 items wait');
    expect(state.counts).toEqual({ working: 0, parked: 5, accepted: 0, escalated: 0 });
    expect(state.items.size).toBe(5);
    expect(state.breakers.get(row)).toMatchObject({ waiting: 20 });
  });

  test('holds those, too, that were under way when its breaker opened', async () => {
    const factory = await openTinyFactory({ items: 20, callModel: failsBut([], silent) });
    const { state } = await factory.run({ workers: 8 });
    expect(state.counts.parked).toBeGreaterThan(5);
    expect(state.breakers.get(row)).toMatchObject({ waiting: 20 });
  });

  test('stops too when these five are all that there are', async () => {
    const factory = await openTinyFactory({ items: 5, callModel: failsBut([], silent) });
    const { end } = await factory.run({ workers: 5 });
    expect(end.outcome).toBe('stopped');
    expect(end.reason).toContain('5 items wait until it is reset, or for another run');
  });

  test('goes on when an item is accepted in between', async () => {
    const callModel = failsBut(['item-4', 'item-9'], silent);
    const factory = await openTinyFactory({ items: 14, callModel });
    const { end, state } = await factory.run({ workers: 1 });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 2, parked: 12 });
  });

  test('is tried again by another run, which a person has begun', async () => {
    const factory = await openTinyFactory({ items: 8 });
    await factory.run({ workers: 1, callModel: failsBut([], silent) });
    const { end, state } = await factory.run();
    expect(end.outcome).toBe('finished');
    expect(state.breakers.size).toBe(0);
    expect(state.counts).toMatchObject({ accepted: 8, parked: 0 });
  });
});

describe('a run that a person watches', () => {
  test.each([
    ['some are left', 12],
    ['none is left', 5],
  ])(
    'waits with its breaker open, and a reset has the unanswered items go on (%s)',
    async (_what, items) => {
      let isMended = false;
      const callModel: CallModel = async (request, io) =>
        isMended ? repairingAuthor(request, io) : fails(silent);
      const factory = await openTinyFactory({ items });
      const engine = await factory.start({ workers: 1, callModel, waitForApprovals: true });
      await until(engine.store, ({ breakers }) => breakers.get(row)?.waiting === items);
      const seen = engine.store.getState();
      expect(seen.counts).toMatchObject({ working: 0, parked: 5 });
      // What is on record alone tells as much.
      const { events } = await readJournal(factory.paths.journal, 0);
      expect(replay(events).runEnds).toEqual(seen.runEnds);
      isMended = true;
      expect(await engine.send({ type: 'reset-breaker', id: row }, 'a test')).toEqual({ ok: true });
      expect((await engine.done).outcome).toBe('finished');
      const { counts, breakers, runEnds } = engine.store.getState();
      expect(counts).toMatchObject({ accepted: items, parked: 0 });
      expect(breakers.size).toBe(0);
      expect((await loadState(factory.paths)).state.runEnds).toEqual(runEnds);
    },
  );
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
    expect(state.breakers.size).toBe(0);
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

type Kind = 'unanswered' | 'broken' | 'hard' | 'accepted';

/** The event that an item ends with. */
function ending(kind: Kind, item: string): EventBody {
  const about = { item, reason: 'r' };
  switch (kind) {
    case 'unanswered':
      return { type: 'item.parked', ...about, unanswered: true };
    case 'broken':
      return { type: 'item.escalated', ...about, cause: 'system' };
    case 'hard':
      return { type: 'item.escalated', ...about, cause: 'item' };
    case 'accepted':
      return { type: 'item.accepted', item, sha256: 'a', sizeBytes: 1, recovered: false };
    default:
      return kind satisfies never;
  }
}

/** What the run's breaker says after each of these ends, one every `everyMs`; each of an item of its own. */
function openings(kinds: readonly Kind[], given: { config?: object; everyMs?: number } = {}) {
  const config = breakersSchema.parse(given.config ?? {});
  const state = emptyState();
  return kinds.map((kind, n) => {
    const at = new Date(n * (given.everyMs ?? 1_000)).toISOString();
    const event: Event = { v: 1, seq: n + 1, at, ...ending(kind, `item-${n}`) };
    fold(state, event);
    return opensRun(state, config);
  });
}

const times = (count: number, kind: Kind): Kind[] => Array.from({ length: count }, () => kind);

describe('the breaker of a run', () => {
  test.each<[Kind]>([['unanswered'], ['broken']])(
    'begins to count %s items anew after one that failed by itself',
    (kind) => {
      const opened = openings([...times(4, kind), 'hard', ...times(5, kind)]);
      expect(opened.findIndex((one) => one !== undefined)).toBe(9);
    },
  );

  test('takes its row from factory.json', () => {
    const opened = openings(times(3, 'broken'), { config: { inARow: 3 } });
    expect(opened.map((one) => one?.id)).toEqual([undefined, undefined, row]);
  });

  test('counts an item once, however often it ends', () => {
    const state = emptyState();
    for (let seq = 1; seq <= 20; seq += 1) {
      const at = new Date(seq).toISOString();
      fold(state, { v: 1, seq, at, ...ending('unanswered', 'item-0') });
    }
    expect(state.runEnds).toHaveLength(1);
    expect(opensRun(state, breakersSchema.parse({}))).toBeUndefined();
  });

  test('forgets how an item ended that is begun again', () => {
    const state = emptyState();
    const at = new Date(0).toISOString();
    const started = { type: 'item.started', item: 'a', title: 'A', worker: 0 } as const;
    fold(state, { v: 1, seq: 1, at, ...ending('unanswered', 'a') });
    fold(state, { v: 1, seq: 2, at, ...ending('unanswered', 'b') });
    fold(state, { v: 1, seq: 3, at, ...started });
    expect(state.runEnds.map(({ item }) => item)).toEqual(['b']);
  });

  test('never minds how many items fail by themselves', () => {
    expect(openings(times(50, 'hard')).every((one) => one === undefined)).toBe(true);
  });

  test('opens at an error rate, of items that end within its window', () => {
    const mixed = times(10, 'accepted').flatMap((one): Kind[] => [one, 'broken']);
    const opened = openings(mixed);
    expect(opened.slice(0, -1).every((one) => one === undefined)).toBe(true);
    expect(opened.at(-1)).toMatchObject({
      id: 'run:error-rate',
      reason: expect.stringContaining('10 of the 20 items of the last 60 minutes failed'),
    });
    // So seldom that the window never has enough of them.
    const seldom = openings(mixed, { everyMs: 600_000 });
    expect(seldom.every((one) => one === undefined)).toBe(true);
  });

  test('opens at its thresholds and never below them, whatever the order', () => {
    const ends = fc.constantFrom<Kind>('unanswered', 'broken', 'hard', 'accepted');
    fc.assert(
      fc.property(fc.array(ends, { maxLength: 80 }), (kinds) => {
        const isTrouble = (kind: Kind | undefined) => kind === 'unanswered' || kind === 'broken';
        openings(kinds).forEach((opened, at) => {
          const seen = kinds.slice(0, at + 1);
          const isRow = seen.length >= 5 && seen.slice(-5).every(isTrouble);
          const isRate = seen.length >= 20 && seen.filter(isTrouble).length >= seen.length / 2;
          expect(opened !== undefined).toBe(isTrouble(seen.at(-1)) && (isRow || isRate));
        });
      }),
    );
  });
});
