import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { eventsKept } from '../../src/client/event-window.ts';
import { serveHost } from '../../src/engine/host/host.ts';
import type { Event } from '../../src/engine/journal/events.ts';
import type { FactoryState } from '../../src/engine/state/state.ts';
import { openTinyFactory, repairingAuthor } from '../engine/tiny-factory.ts';
import { cardFailed, cardPassed, runStarted, working } from '../ui/factory.ts';
import { attached } from './attach.ts';
import { openToldEngine } from './told-engine.ts';

const catalogue = [
  { id: 'two-sum', title: 'Two Sum' },
  { id: 'coin-change', title: 'Coin Change' },
];

test('the figures are there at once, the items once they are read, and then every event', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted(), ...working('two-sum', 0));
  const reading = Promise.withResolvers<void>();
  const session = await attached(engine.paths, async () => {
    await reading.promise;
    return catalogue;
  });
  expect(session.getLink()).toEqual({ type: 'loading' });
  const { items: _, ...figures } = engine.store.getState();
  expect(session.store.getState()).toEqual({ ...figures, items: new Map() });
  expect([session.getCatalogue(), session.getEvents()]).toEqual([[], []]);
  // What happens meanwhile is not lost, and the figures stay true.
  engine.record(...cardFailed('two-sum', 'readable'));
  const seq = engine.store.getState().seq;
  await vi.waitFor(() => expect(session.store.getState().seq).toBe(seq), { timeout: 10_000 });
  expect(session.store.getState().items.size).toBe(0);
  reading.resolve();
  await session.becomes('live');
  expect(session.store.getState()).toEqual(engine.store.getState());
  expect(session.getCatalogue()).toEqual(catalogue);
  engine.record(...cardPassed('two-sum'));
  await vi.waitFor(() => expect(session.store.getState().counts.accepted).toBe(1));
  expect(session.store.getState()).toEqual(engine.store.getState());
  expect(session.getEvents().map((event) => event.seq)).toEqual(
    [...Array(session.store.getState().seq).keys()].map((n) => n + 1),
  );
});

test('a console follows a run to its end, and has then what the engine has', async () => {
  const go = Promise.withResolvers<void>();
  const factory = await openTinyFactory({
    items: 40,
    callModel: async (request, io) => {
      await go.promise;
      return repairingAuthor(request, io);
    },
  });
  const { send, store, done } = await factory.start();
  const host = await serveHost({ paths: factory.paths, engine: { send, store } });
  const session = await attached(factory.paths, async () => factory.catalogue);
  let atTheEnd: FactoryState | undefined;
  session.store.subscribe((event) => {
    if (event?.type === 'run.ended') atTheEnd = structuredClone(session.store.getState());
  });
  go.resolve();
  await done;
  await host.close();
  await session.becomes('none');
  expect(atTheEnd).toEqual(store.getState());
  const { items, counts, run } = session.store.getState();
  expect([items.size, counts.accepted, run.state]).toEqual([40, 40, 'finished']);
  expect(session.getLink()).toMatchObject({ reason: expect.stringContaining('nothing is left') });
  const ack = await session.send({ type: 'pause' }, 'tester');
  expect(ack).toMatchObject({ ok: false, reason: expect.stringContaining('ai-factory run') });
});

test('events that never came are read from the journal', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted());
  const session = await attached(engine.paths);
  await session.becomes('live');
  const untold: Event[] = [];
  for (const body of [...working('two-sum', 0), ...cardFailed('two-sum', 'readable')]) {
    untold.push(engine.write(body));
  }
  engine.record({ type: 'run.paused', by: 'somebody' });
  await vi.waitFor(() => expect(session.store.getState().run.state).toBe('paused'));
  const { seq, items } = session.store.getState();
  expect(seq).toBe(untold.length + 2);
  expect(items.get('two-sum')?.failing).toHaveLength(1);
  expect(session.getLink()).toEqual({ type: 'live' });
});

test('commands are answered, each to the one who sent it, and both consoles see what came of it', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted());
  const sessions = await Promise.all([attached(engine.paths), attached(engine.paths)]);
  const acks = sessions.map((one, n) =>
    one.send({ type: 'set-workers', workers: n + 1 }, 'tester'),
  );
  expect(await Promise.all(acks)).toEqual([{ ok: true }, { ok: true }]);
  expect(engine.commands).toHaveLength(2);
  for (const one of sessions) await one.becomes('live');
  engine.record({ type: 'run.paused', by: 'tester' });
  for (const { store } of sessions) {
    await vi.waitFor(() => expect(store.getState().run.state).toBe('paused'));
  }
});

test('streams of workers come through, and go with their worker', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted(), ...working('two-sum', 0));
  const session = await attached(engine.paths);
  await session.becomes('live');
  engine.store.tick({ type: 'phase', worker: 0, phase: 'writing' });
  engine.store.tick({ type: 'delta', worker: 0, text: 'a line' });
  await vi.waitFor(() =>
    expect(session.store.getLive(0)).toEqual({ phase: 'writing', tail: 'a line' }),
  );
  engine.record(...cardPassed('two-sum'));
  await vi.waitFor(() => expect(session.store.getLive(0)).toBeUndefined());
});

test('with no engine, a console shows what lies on disk, and takes up the engine that comes', async () => {
  const factory = await openTinyFactory({ items: 3 });
  await factory.run({ requested: factory.catalogue.slice(0, 2) });
  const session = await attached(factory.paths, async () => factory.catalogue);
  await session.becomes('none');
  const { counts, items } = session.store.getState();
  expect([counts.accepted, items.size]).toEqual([2, 3]);
  expect(session.getEvents().at(-1)).toMatchObject({ type: 'run.ended' });
  const go = Promise.withResolvers<void>();
  const next = await factory.start({
    callModel: async (request, io) => {
      await go.promise;
      return repairingAuthor(request, io);
    },
  });
  const host = await serveHost({ paths: factory.paths, engine: next });
  await session.becomes('live');
  expect(session.store.getState()).toEqual(next.store.getState());
  go.resolve();
  await next.done;
  await host.close();
  await session.becomes('none');
  expect(session.store.getState().counts.accepted).toBe(3);
});

test('an engine that goes without a word is looked for, and then given up', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted());
  const session = await attached(engine.paths, async () => catalogue);
  await session.becomes('live');
  await engine.host.close();
  await session.becomes('lost');
  const refused = await session.send({ type: 'pause' }, 'tester');
  expect(refused).toMatchObject({
    ok: false,
    reason: expect.stringContaining('ai-factory status'),
  });
  // As after a kill -9: nobody holds the lock any more.
  await engine.lock.release();
  await session.becomes('none');
  expect(session.store.getState().run.state).toBe('crashed');
  expect(session.getLink()).toMatchObject({ reason: expect.stringContaining('died') });
});

test('an engine that answers again is followed on, with what happened meanwhile', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted());
  const session = await attached(engine.paths);
  await session.becomes('live');
  await engine.host.close();
  await session.becomes('lost');
  engine.record(...working('two-sum', 0));
  const { send, store } = { ...engine, send: async () => ({ ok: true }) as const };
  const again = await serveHost({ paths: engine.paths, engine: { send, store } });
  await session.becomes('live');
  expect(session.store.getState()).toEqual(engine.store.getState());
  await again.close();
});

test('a catalogue in the middle of an edit keeps nobody from watching', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted(), ...working('two-sum', 0, { title: 'Two Sum' }));
  const session = await attached(engine.paths, async () => {
    throw new Error('line 3 is no JSON');
  });
  await session.becomes('live');
  expect(session.getCatalogue()).toEqual([{ id: 'two-sum', title: 'Two Sum' }]);
});

test('a damaged journal is told, not thrown', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted());
  await engine.host.close();
  await engine.lock.release();
  await writeFile(join(engine.paths.journal, '000000000001.jsonl'), '{"v":1}\n{"v":1}\n');
  await rm(engine.paths.checkpoint, { force: true });
  const session = await attached(engine.paths);
  await session.becomes('none');
  expect(session.getLink()).toMatchObject({ reason: expect.stringContaining('is damaged') });
});

test('the latest events are kept, and no more', async () => {
  const engine = await openToldEngine();
  engine.record(runStarted());
  const note = (n: number) => ({ type: 'notice.given', level: 'info', message: `${n}` }) as const;
  for (let n = 0; n < 6_000; n += 1) engine.record(note(n));
  const session = await attached(engine.paths);
  await session.becomes('live');
  expect(session.getEvents()).toHaveLength(eventsKept);
  for (let n = 0; n < 7_000; n += 1) engine.record(note(n));
  await vi.waitFor(() => expect(session.store.getState().seq).toBe(13_001), { timeout: 10_000 });
  const events = session.getEvents();
  expect(session.getEvents()).toBe(events);
  expect(events.map(({ seq }) => seq)).toEqual(
    [...Array(eventsKept).keys()].map((n) => 13_001 - eventsKept + 1 + n),
  );
});
