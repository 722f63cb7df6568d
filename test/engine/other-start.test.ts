import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadState, replay } from '../../src/engine/journal/checkpoint.ts';
import { readJournal } from '../../src/engine/journal/journal-files.ts';
import type { Route } from '../../src/engine/routing.ts';
import { openTinyFactory } from './tiny-factory.ts';
import { diedAfter } from './watch.ts';

function routesOf(model: string): Route[] {
  return [{ name: 'named', when: {}, steps: [{ model, maxRepairs: 3 }] }];
}

describe('an attempt that is open when another model is named', () => {
  test('is dropped, and the named model takes over with a fresh conversation', async () => {
    const factory = await diedAfter(1, { items: 1 });
    const { state } = await factory.run({ routes: routesOf('claude-sonnet-5-5') });
    expect(state.items.get('item-0')).toMatchObject({
      status: 'accepted',
      attempts: 2,
      model: 'claude-sonnet-5-5',
      route: 'named',
    });
    const { events } = await readJournal(factory.paths.journal);
    const ends = events.filter((one) => one.type === 'attempt.ended');
    expect(ends).toMatchObject([
      {
        attempt: 1,
        outcome: 'dropped',
        detail: 'claude-haiku-5-5 is in route named no more',
      },
      { attempt: 2, outcome: 'passed' },
    ]);
    const dropped = readFileSync(factory.paths.item('item-0').transcript(1), 'utf8');
    expect(dropped.trimEnd().split('\n').at(-1)).toContain('"outcome":"dropped"');
  });

  test('goes on when the named model is its own', async () => {
    const factory = await diedAfter(1, { items: 1 });
    const { state } = await factory.run({ routes: routesOf('claude-haiku-5-5') });
    expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', attempts: 1 });
  });
});

describe('a checkpoint of a wrong shape', () => {
  test.each<[string, (state: Record<string, unknown>) => void]>([
    ['without its criteria', (state) => delete state.criteria],
    ['with items that are no map', (state) => Object.assign(state, { items: [] })],
    ['with a run that is nothing', (state) => Object.assign(state, { run: null })],
    ['with half a run', (state) => Object.assign(state, { run: { id: 'run-1' } })],
    ['with notices that are no list', (state) => Object.assign(state, { notices: {} })],
    ['with a product that is no text', (state) => Object.assign(state, { product: 7 })],
    ['with another place than it says', (state) => Object.assign(state, { seq: 1 })],
  ])('%s costs time, and nothing else', async (_what, spoil) => {
    const factory = await openTinyFactory({ items: 2 });
    await factory.run();
    const saved = JSON.parse(readFileSync(factory.paths.checkpoint, 'utf8'));
    spoil(saved.state);
    writeFileSync(factory.paths.checkpoint, JSON.stringify(saved));
    const loaded = await loadState(factory.paths);
    expect(loaded.warning).toContain('cannot be read: the journal was read from its start');
    expect(loaded.state).toEqual(replay((await readJournal(factory.paths.journal)).events));
    expect((await factory.run()).state.counts.accepted).toBe(2);
  });
});
