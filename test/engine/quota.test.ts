import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/engine/journal/events.ts';
import type { Store } from '../../src/engine/journal/store.ts';
import type { Route } from '../../src/engine/routing.ts';
import type { CallModel } from '../../src/models/port.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';
import { tinyProduct } from './tiny-product.ts';
import { fails } from './watch.ts';

const hoursMs = 3_600_000;

/** A factory whose time passes as its engine sleeps, and whose provider parks one model once. */
async function openParking(given: { items: number; parks: string; answersFirst?: number }) {
  const calls: { model: string; item: string; atMs: number }[] = [];
  const factory = await openTinyFactory({ items: given.items });
  const { now } = factory.options.clock;
  const sleep = async (ms: number, signal: AbortSignal) => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!signal.aborted && isWorking());
    if (!signal.aborted) factory.pass(ms);
  };
  let isWorking = () => false;
  /** Time stands still until so many outputs are accepted. */
  const watch = (store: Store, accepted: number) => {
    isWorking = () => store.getState().counts.accepted < accepted;
  };
  let answered = 0;
  let resetMs: number | undefined;
  const callModel: CallModel = async (request, io) => {
    const atMs = now();
    calls.push({ model: request.model, item: request.item, atMs });
    const isOpen = answered < (given.answersFirst ?? 0) || (resetMs ?? 0) > 0;
    if (request.model === given.parks && !(isOpen && atMs >= (resetMs ?? 0))) {
      resetMs ??= atMs + 5 * hoursMs;
      const stated = { retryAtMs: resetMs, retrySource: 'the retry-after header' };
      return fails({ class: 'quota', message: '429', limit: 'the five-hour window', ...stated });
    }
    answered += 1;
    return repairingAuthor(request, io);
  };
  return { factory, calls, watch, options: { callModel, clock: { now, sleep }, workers: 2 } };
}

function eventsOf(store: Store): Event[] {
  const events: Event[] = [];
  store.subscribe((event) => event && events.push(event));
  return events;
}

const twoModels: Route[] = [
  {
    name: 'high',
    when: { complexity: 'high' },
    steps: [{ model: 'claude-opus-5-5', maxRepairs: 3 }],
  },
  { name: 'rest', when: {}, steps: [{ model: 'claude-haiku-5-5', maxRepairs: 3 }] },
];
const mixed = {
  ...tinyProduct,
  workload: ({ id }: { id: string }) => ({
    complexity: Number(id.split('-')[1]) < 4 ? ('high' as const) : ('ordinary' as const),
    mustSucceed: true,
  }),
};

describe('while a model is parked', () => {
  test("other models' work goes on; its own waits without a worker, uses up nothing, and goes on after the reset", async () => {
    const { factory, calls, watch, options } = await openParking({
      items: 10,
      parks: 'claude-opus-5-5',
    });
    const { store, done } = await factory.start({ ...options, product: mixed, routes: twoModels });
    watch(store, 6);
    const events = eventsOf(store);
    const end = await done;
    const state = store.getState();
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 10, escalated: 0, parked: 0 });
    const [parked] = events.filter(({ type }) => type === 'quota.parked');
    expect(parked).toMatchObject({
      reason: 'the five-hour window (429)',
      source: 'the retry-after header',
    });
    const resumeAtMs = parked?.type === 'quota.parked' ? (parked.resumeAtMs ?? 0) : 0;
    const early = calls.filter(({ atMs }) => atMs < resumeAtMs);
    expect(early.filter(({ model }) => model === 'claude-opus-5-5').length).toBeLessThanOrEqual(2);
    expect(
      new Set(early.filter(({ model }) => model !== 'claude-opus-5-5').map(({ item }) => item))
        .size,
    ).toBe(6);
    expect(events.filter(({ type }) => type === 'quota.probed')).toHaveLength(1);
    for (const { attempts, repairs } of state.items.values()) {
      expect({ attempts, repairs }).toEqual({ attempts: 1, repairs: 1 });
    }
    expect(state.run.activeMs).toBeLessThan(hoursMs);
    expect(state.parks.size).toBe(0);
  });
});

describe('a fall-back', () => {
  const routes: Route[] = [
    {
      name: 'only',
      when: {},
      steps: [
        {
          model: 'claude-opus-5-5',
          maxRepairs: 3,
          fallback: [{ model: 'claude-haiku-5-5' }],
        },
      ],
    },
  ];

  test('begins attempts in the stead of a parked model, with the reason on record', async () => {
    const { factory, calls, watch, options } = await openParking({
      items: 4,
      parks: 'claude-opus-5-5',
    });
    const { store, done } = await factory.start({ ...options, routes });
    watch(store, 4);
    const events = eventsOf(store);
    expect((await done).outcome).toBe('finished');
    expect(store.getState().counts.accepted).toBe(4);
    const taken = events.filter(
      (event) => event.type === 'attempt.started' && event.model === 'claude-haiku-5-5',
    );
    expect(taken.length).toBe(4);
    for (const event of taken) {
      expect(event).toMatchObject({
        reason: expect.stringContaining('fall-back for claude-opus-5-5: claude-opus-5-5 is parked'),
      });
    }
    expect(calls.filter(({ model }) => model === 'claude-haiku-5-5')).toHaveLength(8);
  });

  test('never takes over a conversation that was paid for: that waits for its own model', async () => {
    const given = { items: 2, parks: 'claude-opus-5-5', answersFirst: 2 };
    const { factory, calls, options } = await openParking(given);
    const { state, end } = await factory.run({ ...options, routes });
    expect(end.outcome).toBe('finished');
    expect(state.counts.accepted).toBe(2);
    expect(calls.every(({ model }) => model === 'claude-opus-5-5')).toBe(true);
    for (const { attempts } of state.items.values()) expect(attempts).toBe(1);
  });

  test('of a model without a price is refused, in words that say what to do', async () => {
    const factory = await openTinyFactory({ items: 1 });
    const [route] = routes;
    const [step] = route?.steps ?? [];
    if (!route || !step) throw new Error('no route');
    const unpriced = [{ ...route, steps: [{ ...step, fallback: [{ model: 'nobody-1' }] }] }];
    await expect(factory.start({ routes: unpriced })).rejects.toThrow('none for nobody-1');
  });
});

test('what another engine left parked still holds, unless it is another account by now', async () => {
  const { factory, calls, options } = await openParking({ items: 2, parks: 'claude-opus-5-5' });
  const [, rest] = twoModels;
  if (!rest) throw new Error('no route');
  const routes = [{ ...rest, steps: [{ model: 'claude-opus-5-5', maxRepairs: 3 }] }];
  const asleep = { now: options.clock.now, sleep: () => new Promise<void>(() => {}) };
  const first = await factory.start({ ...options, clock: asleep, routes });
  await new Promise<void>((resolve) => {
    first.store.subscribe(() => first.store.getState().counts.parked > 0 && resolve());
  });
  await first.send({ type: 'stop', now: true }, 'test');
  await first.done;
  const before = calls.length;
  const second = await factory.start({ ...options, clock: asleep, routes });
  expect(second.store.getState().parks.size).toBe(1);
  await second.send({ type: 'stop', now: true }, 'test');
  await second.done;
  expect(calls).toHaveLength(before);
  const third = await factory.start({
    ...options,
    clock: asleep,
    routes,
    accountOf: () => 'other',
  });
  expect(third.store.getState().parks.size).toBe(0);
  await third.send({ type: 'stop', now: true }, 'test');
  await third.done;
});
