import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Event } from '../../../src/engine/journal/events.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { limitsSchema } from '../../../src/engine/limits.ts';
import type { CallModel, ModelReply } from '../../../src/models/port.ts';
import { asKilled } from '../outside.ts';
import { failure, type reply } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';

const dayMs = 24 * 3_600_000;

/** The most that was held against each limit at any moment, told from the journal's lines alone. */
function mostHeld(events: readonly Event[]) {
  const nano = (usd: number | null) => Math.round((usd ?? 0) * 1e9);
  const open = new Map<string, { nano: number; day: string }>();
  const spent = new Map<string, number>();
  const most = { run: 0, item: 0, day: 0 };
  let run = '';
  const add = (key: string, amount: number) => spent.set(key, (spent.get(key) ?? 0) + amount);
  for (const event of events) {
    if (event.type === 'run.started') run = event.run;
    if (!('turn' in event)) continue;
    const { item, attempt, turn } = event;
    const key = `${item}/${attempt}/${turn}`;
    const day = event.at.slice(0, 10);
    if (event.type === 'call.started') open.set(key, { nano: nano(event.reservedUsd), day });
    if (event.type === 'call.settled' || event.type === 'call.failed') {
      const begun = open.get(key);
      const cost = event.costUsd === null ? (begun?.nano ?? 0) : nano(event.costUsd);
      const isLost = event.type === 'call.failed' && event.class === 'lost';
      open.delete(key);
      for (const of of [`run ${run}`, `item ${item}`]) add(of, cost);
      add(`day ${isLost ? begun?.day : day}`, cost);
    }
    const flying = (of: string) =>
      [...open].reduce((sum, [name, one]) => sum + (name.startsWith(of) ? one.nano : 0), 0);
    const held = (name: string, of: string) => (spent.get(name) ?? 0) + flying(of);
    most.run = Math.max(most.run, held(`run ${run}`, ''));
    most.day = Math.max(most.day, held(`day ${day}`, ''));
    most.item = Math.max(most.item, held(`item ${item}`, `${item}/`));
  }
  return { run: most.run / 1e9, item: most.item / 1e9, day: most.day / 1e9 };
}

/** How the calls of a run go, one after the other; and after which of them its engine is killed. */
const nights = fc.record({
  workers: fc.integer({ min: 1, max: 5 }),
  budgetUsd: fc.option(fc.double({ min: 0.02, max: 0.2, noNaN: true }), { freq: 4 }),
  dailyUsd: fc.option(fc.double({ min: 0.02, max: 0.08, noNaN: true }), { freq: 4 }),
  maxItemUsd: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
  fates: fc.array(
    fc.constantFrom('replies', 'replies', 'replies', 'is cut', 'counts nothing', 'throttles'),
    { minLength: 1, maxLength: 12 },
  ),
  kills: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
});

describe('the limits of run, item and day', () => {
  test('hold at every moment of the journal, with calls that are lost and engines that are killed', async () => {
    await fc.assert(
      fc.asyncProperty(nights, async ({ fates, kills, maxItemUsd, ...night }) => {
        const factory = await openTinyFactory({ items: 5 });
        const { workers } = night;
        const limits = limitsSchema.parse({ maxItemUsd });
        let { paths } = factory;
        let calls = 0;
        const author: CallModel = async (request, io) => {
          calls += 1;
          const fate = fates[calls % fates.length];
          await new Promise((resolve) => setTimeout(resolve, calls % 3));
          const done = (await repairingAuthor(request, io)) as ReturnType<typeof reply>;
          if (fate === 'counts nothing') return { ...done, usage: undefined };
          if (fate === 'is cut') return failure('transient');
          const refused = { class: 'throttle' as const, status: 429, message: 'later' };
          return fate === 'throttles'
            ? { type: 'failure', failure: refused, usage: undefined }
            : done;
        };
        // Each life of the engine but the last one ends in the middle of a call.
        for (const life of [...kills, Number.POSITIVE_INFINITY]) {
          const died = Promise.withResolvers<void>();
          let left = life;
          let isDead = false;
          const callModel: CallModel = async (request, io) => {
            left -= 1;
            if (left >= 0) return author(request, io);
            died.resolve();
            return new Promise<ModelReply>(() => {});
          };
          const sleep = (ms: number) =>
            new Promise<void>((resolve) => {
              factory.pass(ms);
              if (!isDead) setImmediate(resolve);
            });
          const engine: Engine = await factory.start({
            ...{ paths, callModel, clock: { ...factory.options.clock, sleep }, limits, workers },
            budgetUsd: night.budgetUsd ?? undefined,
            dailyUsd: night.dailyUsd ?? undefined,
          });
          const over = await Promise.race([engine.done, died.promise]);
          if (over) break;
          isDead = true;
          paths = await asKilled(paths.root, { cut: () => {} });
        }
        const held = mostHeld((await readJournal(paths.journal)).events);
        expect(held.run).toBeLessThanOrEqual(night.budgetUsd ?? Number.POSITIVE_INFINITY);
        expect(held.day).toBeLessThanOrEqual(night.dailyUsd ?? Number.POSITIVE_INFINITY);
        expect(held.item).toBeLessThanOrEqual(maxItemUsd);
      }),
      { seed: 61, numRuns: 15 },
    );
  }, 120_000);
});

/** No call is made cheaper by fewer output tokens. */
const limits = limitsSchema.parse({ leastOutputTokens: 32_000 });

describe('a daily limit', () => {
  type Factory = Awaited<ReturnType<typeof openTinyFactory>>;
  const slept = ({ options, pass }: Factory) => ({
    ...options.clock,
    sleep: async (ms: number) => pass(ms),
  });
  const stuck = ({ options }: Factory) => ({
    ...options.clock,
    sleep: () => new Promise<void>(() => {}),
  });

  test('has the run wait for the next day of its time zone and go on by itself, on record', async () => {
    const factory = await openTinyFactory({ items: 8 });
    const { end, state } = await factory.run({
      limits,
      workers: 1,
      dailyUsd: 0.0167,
      timeZone: 'Asia/Kolkata',
      clock: slept(factory),
    });
    expect(end.outcome).toBe('finished');
    expect(state.counts.accepted).toBe(8);
    expect(state.dayPark).toBeUndefined();
    const { events } = await readJournal(factory.paths.journal);
    const waits = events.flatMap((event) => (event.type === 'day.waiting' ? [event.untilMs] : []));
    expect(waits.length).toBeGreaterThan(0);
    expect(events.filter(({ type }) => type === 'day.over').length).toBe(waits.length);
    // Midnight in Kolkata is 18:30 UTC.
    for (const untilMs of waits) expect(new Date(untilMs).toISOString()).toMatch(/T18:30:00/);
    // The clock of the run stands still meanwhile.
    expect(state.run.activeMs).toBeLessThan(3_600_000);
  });

  test('counts the runs of the day before it, and is raised while calls wait', async () => {
    const factory = await openTinyFactory({ items: 4 });
    const first = await factory.run({ requested: factory.catalogue.slice(0, 2) });
    const dailyUsd = 0.0165;
    expect(first.state.run.spentUsd).toBeGreaterThan(0);
    const engine = await factory.start({ dailyUsd, limits, workers: 1, clock: stuck(factory) });
    const { store, send } = engine;
    expect(store.getState().run.dailyUsd).toBe(dailyUsd);
    await new Promise<void>((resolve) => {
      const look = () => store.getState().dayPark && resolve();
      store.subscribe(look);
      look();
    });
    const untilMs = store.getState().dayPark?.untilMs ?? 0;
    expect(untilMs % dayMs).toBe(0);
    const low = await send({ type: 'set-daily', dailyUsd: 0.00001 }, 'a person');
    expect(low).toMatchObject({ ok: false, reason: expect.stringContaining('of today is spent') });
    expect(await send({ type: 'set-daily', dailyUsd: 5 }, 'a person')).toEqual({ ok: true });
    expect(await engine.done).toMatchObject({ outcome: 'finished' });
    expect(store.getState().dayPark).toBeUndefined();
    expect(store.getState().run).toMatchObject({ accepted: 2, dailyUsd: 5 });
  });

  test('that waits is left at once when the run is stopped', async () => {
    const factory = await openTinyFactory({ items: 4 });
    const { store, send, done } = await factory.start({
      limits,
      dailyUsd: 0.0165,
      workers: 1,
      clock: stuck(factory),
    });
    await new Promise<void>((resolve) => {
      store.subscribe(() => store.getState().dayPark && resolve());
    });
    await send({ type: 'stop', now: false }, 'a person');
    expect(await done).toMatchObject({ outcome: 'interrupted' });
    expect(store.getState().dayPark).toBeUndefined();
  });
});

describe('a budget smaller than the worst case of a first call', () => {
  test('has it sent with fewer output tokens, and makes what it can', async () => {
    const sonnet = [
      { name: 'r', when: {}, steps: [{ model: 'claude-sonnet-5-5', maxRepairs: 3 }] },
    ];
    const factory = await openTinyFactory({ items: 2 });
    const maxTokens: number[] = [];
    const callModel: CallModel = (request, io) => {
      maxTokens.push(request.maxTokens);
      return repairingAuthor(request, io);
    };
    const { end, state } = await factory.run({
      ...{ callModel, routes: sonnet, workers: 1, budgetUsd: 0.2 },
      guides: new Map([['long', 'word '.repeat(8_000)]]),
    });
    expect(state.counts.accepted).toBe(2);
    expect(end.outcome).toBe('finished');
    expect(maxTokens[0]).toBeLessThan(32_000);
    expect(maxTokens[0]).toBeGreaterThan(8_000);
  });
});

describe('a run whose forecast passes its budget', () => {
  test('says so once, and again only when that has changed', async () => {
    const factory = await openTinyFactory({ items: 40 });
    let cost = 20_000;
    const callModel: CallModel = async (request, io) => {
      const done = (await repairingAuthor(request, io)) as ReturnType<typeof reply>;
      const usage = { input: 0, output: cost, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
      return { ...done, usage };
    };
    const { store, done, send } = await factory.start({ callModel, workers: 1, budgetUsd: 0.4 });
    store.subscribe(() => {
      // What began dear goes on cheaply.
      if (store.getState().run.accepted === 8) cost = 100;
    });
    const end = await done;
    expect(end.outcome).toBe('finished');
    const { events } = await readJournal(factory.paths.journal);
    const said = events.flatMap((event) =>
      event.type === 'forecast.crossed' ? [[event.over, event.budgetUsd]] : [],
    );
    expect(said).toEqual([
      [true, 0.4],
      [false, 0.4],
    ]);
    expect(await send({ type: 'set-budget', budgetUsd: 1 }, 'a')).toMatchObject({ ok: false });
  });
});
