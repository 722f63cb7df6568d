import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ContentPaths, contentPaths } from '../../../src/engine/files/paths.ts';
import { loadState, replay, saveCheckpoint } from '../../../src/engine/journal/checkpoint.ts';
import type { Event } from '../../../src/engine/journal/events.ts';
import { openJournal } from '../../../src/engine/journal/journal.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { createStore } from '../../../src/engine/journal/store.ts';
import { emptyState } from '../../../src/engine/state/fold.ts';
import { temporaryFolder } from '../folder.ts';
import { choices, eventsFor } from '../state/event-model.ts';
import { openTinyFactory } from '../tiny-factory.ts';

/** Writes these events as an engine would have. */
async function write(paths: ContentPaths, events: Event[]): Promise<void> {
  let atMs = 0;
  const journal = await openJournal({
    folder: paths.journal,
    lastSeq: (events[0]?.seq ?? 1) - 1,
    now: () => atMs,
    segmentBytes: 2_000,
  });
  for (const { v: _v, seq: _seq, at, ...body } of events) {
    atMs = Date.parse(at);
    journal.append(body);
  }
  journal.close();
}

describe('the fold', () => {
  test('gives the same state from a journal as it gave live', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        const events = eventsFor(chosen);
        const store = createStore();
        for (const event of events) store.apply(event);
        const paths = contentPaths(await temporaryFolder());
        await write(paths, events);
        const read = (await readJournal(paths.journal)).events;
        expect(read).toEqual(events);
        expect(replay(read)).toEqual(store.getState());
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  test('counts every item in one place, every call once, and never below zero', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const events = eventsFor(chosen);
        const state = replay(events);
        const items = [...state.items.values()];
        for (const status of ['working', 'parked', 'accepted', 'escalated'] as const) {
          const there = items.filter((item) => item.status === status).length;
          expect(state.counts[status]).toBe(there);
        }
        const calls = events.filter(
          ({ type }) => type === 'call.settled' || type === 'call.failed',
        );
        expect(state.totals.calls).toBe(calls.length);
        const costs = items.reduce((sum, { costUsd }) => sum + costUsd, 0);
        expect(state.totals.costUsd).toBeCloseTo(costs, 9);
        const started = events.filter(({ type }) => type === 'call.started').length;
        expect(state.inFlight.size).toBe(started - calls.length);
        for (const worker of state.workers.values()) {
          expect(state.items.get(worker.item)?.status).toBe('working');
        }
        expect(
          Math.min(state.run.activeMs, ...items.map((item) => item.activeMs)),
        ).toBeGreaterThanOrEqual(0);
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  test('replaces the entries of its maps, so that a reader sees by identity what is new', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const store = createStore();
        for (const event of eventsFor(chosen)) {
          const before = new Map(store.getState().items);
          const copies = structuredClone(before);
          store.apply(event);
          expect(before).toEqual(copies);
        }
      }),
      { seed: 23, numRuns: 30 },
    );
  });
});

describe('a checkpoint', () => {
  test('and the tail of the journal equal a full replay, wherever the cut is', async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.nat({ max: 120 }), async (chosen, at) => {
        const events = eventsFor(chosen);
        const cut = Math.min(at, events.length);
        const paths = contentPaths(await temporaryFolder());
        await write(paths, events);
        await saveCheckpoint(paths.checkpoint, replay(events.slice(0, cut)));
        const loaded = await loadState(paths);
        expect(loaded.state).toEqual(replay(events));
        expect(loaded.replayed).toBe(events.length - cut);
        expect(loaded.warning).toBeUndefined();
      }),
      { seed: 24, numRuns: 60 },
    );
  });

  test('of a real run, at any event, and the tail of its journal equal a full replay', async () => {
    const factory = await openTinyFactory({ items: 4 });
    const { store, done } = await factory.start();
    await done;
    const { events } = await readJournal(factory.paths.journal);
    expect(events.length).toBeGreaterThan(40);
    const full = replay(events);
    expect(store.getState()).toEqual(full);
    for (let cut = 0; cut <= events.length; cut += 7) {
      await saveCheckpoint(factory.paths.checkpoint, replay(events.slice(0, cut)));
      expect((await loadState(factory.paths)).state).toEqual(full);
    }
  });

  test('that is gone costs time only', async () => {
    const paths = contentPaths(await temporaryFolder());
    const events = eventsFor(fc.sample(choices, { seed: 25, numRuns: 1 })[0] ?? []);
    await write(paths, events);
    await saveCheckpoint(paths.checkpoint, replay(events));
    rmSync(paths.checkpoint);
    const loaded = await loadState(paths);
    expect(loaded.state).toEqual(replay(events));
    expect(loaded.warning).toBeUndefined();
  });

  test.each([
    ['empty', ''],
    ['cut', undefined],
    ['no JSON', 'rubbish'],
    ['JSON of another kind', '{"hello":1}'],
    ['of an older version', '{"v":0,"seq":1,"state":{"seq":1}}'],
  ])('that is %s is passed over with a warning, and costs time only', async (_what, text) => {
    const paths = contentPaths(await temporaryFolder());
    const events = eventsFor(
      [...Array(60).keys()].map((n) => ({
        pick: 14 + ((n * 7) % 86),
        item: n % 6,
        cents: n,
        passMs: 5,
      })),
    );
    expect(events.length).toBeGreaterThan(30);
    await write(paths, events);
    await saveCheckpoint(paths.checkpoint, replay(events));
    writeFileSync(paths.checkpoint, text ?? readFileSync(paths.checkpoint, 'utf8').slice(0, -20));
    const loaded = await loadState(paths);
    expect(loaded.state).toEqual(replay(events));
    expect(loaded.replayed).toBe(events.length);
    expect(loaded.warning).toContain(paths.checkpoint);
  });

  test('never knows more than the journal that was synced before it', async () => {
    const paths = contentPaths(await temporaryFolder());
    const state = { ...emptyState(), seq: 5 };
    await saveCheckpoint(paths.checkpoint, state, async () => {
      expect(existsSync(paths.checkpoint)).toBe(false);
      state.seq = 6;
    });
    expect((await loadState(paths)).state.seq).toBe(5);
  });

  test('of nothing is the empty state', async () => {
    const paths = contentPaths(await temporaryFolder());
    await saveCheckpoint(paths.checkpoint, emptyState());
    expect((await loadState(paths)).state).toEqual(emptyState());
  });
});
