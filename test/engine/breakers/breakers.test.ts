import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakersSchema } from '../../../src/engine/breakers/breakers-config.ts';
import {
  alike,
  mostOutcomes,
  opensBy,
  type Tally,
  tallied,
} from '../../../src/engine/breakers/tally.ts';
import { loadState, replay } from '../../../src/engine/journal/checkpoint.ts';
import type { Event } from '../../../src/engine/journal/events.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import type { Route } from '../../../src/engine/routing.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { reply, validates, writes } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note, tinyProduct } from '../tiny-product.ts';
import { fails, until } from '../watch.ts';

const haiku = 'claude-haiku-5-5';
const opus = 'claude-opus-5-5';
const routes: Route[] = [
  { name: 'high', when: { complexity: 'high' }, steps: [{ model: opus, maxRepairs: 0 }] },
  { name: 'rest', when: {}, steps: [{ model: haiku, maxRepairs: 0 }] },
];
/** Every other item takes the stronger model. */
const product = {
  ...tinyProduct,
  workload: ({ id }: { id: string }) => ({
    complexity: Number(id.split('-')[1]) % 2 === 0 ? ('high' as const) : ('ordinary' as const),
    mustSucceed: true,
  }),
};
const breakers = breakersSchema.parse({
  model: { times: 3, of: 5 },
  criterion: { times: 3, of: 5 },
});

/** The weaker model's provider refuses every request, each time with another id, until it is mended. */
function refusing() {
  const provider = { isMended: false, calls: 0 };
  const callModel: CallModel = async (request, io) => {
    if (request.model !== haiku || provider.isMended) return good(request, io);
    provider.calls += 1;
    const message = `no such beta (request req_${provider.calls}abc)`;
    return fails({ class: 'deterministic', message, status: 400 });
  };
  return { provider, callModel };
}

const good: CallModel = async ({ item, turn }) =>
  reply([writes(note(item, 'good')), validates(`v${turn}`)]);

describe('a model that refuses the same way in several items', () => {
  test('is begun no more; other models go on, what waits is counted, and the run ends with the reason', async () => {
    const { provider, callModel } = refusing();
    const factory = await openTinyFactory({ items: 20 });
    const { end, state } = await factory.run({ workers: 1, callModel, product, routes, breakers });
    expect(provider.calls).toBe(3);
    expect(state.counts).toMatchObject({ accepted: 10, escalated: 3 });
    expect(end.outcome).toBe('stopped');
    expect(end.reason).toContain('7 items wait until a breaker is reset');
    expect([...state.breakers.values()]).toMatchObject([
      { id: `model:${haiku}`, scope: 'model', name: haiku, waiting: 7 },
    ]);
    expect(state.breakers.get(`model:${haiku}`)?.reason).toContain('no such beta');
  });

  test('stays stopped across a restart and a replay, until a person resets it', async () => {
    const { provider, callModel } = refusing();
    const factory = await openTinyFactory({ items: 20 });
    const given = { workers: 1, callModel, product, routes, breakers };
    await factory.run(given);
    const { end, state } = await factory.run(given);
    expect(end.outcome).toBe('stopped');
    expect(provider.calls).toBe(3);
    const { events } = await readJournal(factory.paths.journal, 0);
    expect(replay(events).breakers).toEqual(state.breakers);
    expect((await loadState(factory.paths)).state.breakers).toEqual(state.breakers);

    provider.isMended = true;
    const engine = await factory.start({ ...given, waitForApprovals: true });
    await until(engine.store, ({ breakers: open }) => open.size === 1);
    const wrong = await engine.send({ type: 'reset-breaker', id: 'model:none' }, 'a test');
    expect(wrong).toMatchObject({ ok: false, reason: expect.stringContaining(`model:${haiku}`) });
    expect(await engine.send({ type: 'reset-breaker', id: `model:${haiku}` }, 'a test')).toEqual({
      ok: true,
    });
    expect((await engine.done).outcome).toBe('finished');
    expect(engine.store.getState().counts).toMatchObject({ accepted: 17, escalated: 3 });
    expect(engine.store.getState().breakers.size).toBe(0);
  });

  test('leaves attempts to the models that may stand in for it', async () => {
    const { callModel } = refusing();
    const factory = await openTinyFactory({ items: 8 });
    const fallback: Route[] = [
      {
        name: 'all',
        when: {},
        steps: [{ model: haiku, maxRepairs: 0, fallback: [{ model: opus }] }],
      },
    ];
    const { end, state } = await factory.run({ workers: 1, callModel, routes: fallback, breakers });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ accepted: 5, escalated: 3 });
  });
});

test('a criterion that sends items of one route to a person stops that route alone', async () => {
  const callModel: CallModel = async (request, io) =>
    request.model === haiku
      ? reply([writes(note(request.item, 'bad')), validates(`v${request.turn}`)])
      : good(request, io);
  const factory = await openTinyFactory({ items: 20 });
  const { end, state } = await factory.run({ workers: 1, callModel, product, routes, breakers });
  expect(end.outcome).toBe('stopped');
  expect(state.counts).toMatchObject({ accepted: 10, escalated: 3 });
  expect([...state.breakers.values()]).toMatchObject([
    { id: 'criterion:no-bad@rest', scope: 'route', name: 'rest', waiting: 7 },
  ]);
});

test('what was counted before a crash or a stop counts after it', async () => {
  const { provider, callModel } = refusing();
  const factory = await openTinyFactory({ items: 20 });
  const given = { callModel, product, routes, breakers, workers: 1 };
  const two = factory.options.catalogue.slice(0, 4);
  await factory.run({ ...given, requested: two });
  expect(provider.calls).toBe(2);
  const { state } = await factory.run(given);
  expect(provider.calls).toBe(3);
  expect([...state.breakers.keys()]).toEqual([`model:${haiku}`]);
});

test('a reset forgets what its breaker counted, and nothing else', async () => {
  const at = new Date(0).toISOString();
  const attempt = (item: string, model: string) => ({
    ...{ type: 'attempt.ended' as const, item, attempt: 1, outcome: 'error' as const },
    ...{ detail: '400', model, route: 'rest' },
  });
  const opened = (model: string) => ({
    ...{ type: 'breaker.opened' as const, id: `model:${model}` },
    ...{ scope: 'model' as const, name: model, reason: 'r' },
  });
  const bodies = [
    ...[attempt('a', 'one'), attempt('a', 'two'), opened('one'), opened('two')],
    { type: 'breaker.reset' as const, id: 'model:one', by: 'me' },
  ];
  const { tallies } = replay(bodies.map((one, n) => ({ v: 1, seq: n + 1, at, ...one }) as Event));
  expect([...tallies.keys()]).toEqual(['model:two']);
});

test('trouble of different kinds opens no breaker', async () => {
  const factory = await openTinyFactory({ items: 12, callModel: repairingAuthor });
  const { end, state } = await factory.run({ breakers });
  expect(end.outcome).toBe('finished');
  expect(state.breakers.size).toBe(0);
});

test('one reset closes a breaker, whatever came before, and it stays closed until it is opened again', () => {
  const id = fc.constantFrom('model:a', 'model:b', 'criterion:c@d');
  const body = fc.oneof(
    fc.record({
      type: fc.constant('breaker.opened' as const),
      id,
      scope: fc.constant('model' as const),
      name: fc.constant('a'),
      reason: fc.constant('r'),
    }),
    fc.record({ type: fc.constant('breaker.counted' as const), id, waiting: fc.nat() }),
    fc.record({ type: fc.constant('breaker.reset' as const), id, by: fc.constant('me') }),
  );
  fc.assert(
    fc.property(fc.array(body, { maxLength: 30 }), (bodies) => {
      const at = new Date(0).toISOString();
      const events = bodies.map((one, n): Event => ({ v: 1, seq: n + 1, at, ...one }));
      const open = new Set<string>();
      for (const { type, id: of } of bodies) {
        if (type === 'breaker.opened') open.add(of);
        if (type === 'breaker.reset') open.delete(of);
      }
      expect(new Set(replay(events).breakers.keys())).toEqual(open);
    }),
  );
});

describe('the tally of a breaker', () => {
  const outcomes = fc.array(
    fc.record({
      item: fc.nat({ max: 12 }).map((n) => `item-${n}`),
      messages: fc.subarray(['a', 'b', 'c']),
    }),
    { maxLength: 60 },
  );

  test('never opens below its threshold, and always at it', () => {
    fc.assert(
      fc.property(
        outcomes,
        fc.integer({ min: 2, max: 6 }),
        fc.nat({ max: 6 }),
        (all, times, more) => {
          const row = { times, of: times + more };
          let tally: Tally = [];
          for (const outcome of all) {
            tally = tallied(tally, outcome);
            const seen = tally.slice(-row.of);
            const count = (message: string) =>
              seen.filter(({ messages }) => messages.includes(message)).length;
            expect(tally.length).toBeLessThanOrEqual(mostOutcomes);
            expect(new Set(tally.map(({ item }) => item)).size).toBe(tally.length);
            expect(opensBy(tally, row) !== undefined).toBe(
              outcome.messages.some((message) => count(message) >= times),
            );
          }
        },
      ),
    );
  });

  test('takes messages for alike that differ in ids and numbers alone', () => {
    expect(alike('no beta (request req_01ab, 12 tokens)')).toBe(
      alike('no beta (request req_77xy, 9 tokens)'),
    );
    expect(alike('no beta')).not.toBe(alike('no model'));
  });
});
