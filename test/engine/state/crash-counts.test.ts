import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ContentPaths } from '../../../src/engine/files/paths.ts';
import { loadState } from '../../../src/engine/journal/checkpoint.ts';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { openJournal } from '../../../src/engine/journal/journal.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { edits, reply, validates, writes } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { diedAfter } from '../watch.ts';

/** What an engine wrote that died during its own start: facts after those of the one before. */
async function append(paths: ContentPaths, ...bodies: EventBody[]): Promise<void> {
  const { state } = await loadState(paths);
  const now = () => state.lastAtMs + 1;
  const journal = await openJournal({ folder: paths.journal, lastSeq: state.seq, now });
  for (const body of bodies) journal.append(body);
  journal.close();
}

const crashed: EventBody = { type: 'run.ended', outcome: 'crashed', reason: 'the engine died' };

describe('after a crash', () => {
  test('a lost call and the downtime add no time to the item', async () => {
    const factory = await diedAfter(1, { items: 1 });
    const before = (await loadState(factory.paths)).state.items.get('item-0');
    factory.pass(48 * 3_600_000);
    const goOn = Promise.withResolvers<void>();
    const callModel: CallModel = async (request, io) => {
      await goOn.promise;
      return repairingAuthor(request, io);
    };
    const { store, done } = await factory.start({ callModel });
    const after = store.getState().items.get('item-0');
    goOn.resolve();
    await done;
    expect(after?.unknownCostCalls).toBe(1);
    expect(after?.activeMs).toBe(before?.activeMs);
  });

  test('an output that goes and comes back counts once in its run', async () => {
    const factory = await diedAfter(2, { items: 2 });
    expect((await loadState(factory.paths)).state.run.accepted).toBe(1);
    rmSync(factory.paths.acceptedFile('item-0'));
    const { state } = await factory.run();
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 2, escalated: 0, skipped: 0 });
    expect(state.counts.accepted).toBe(2);
  });

  test('an output that was changed by hand, and still passes, counts once in its run', async () => {
    const factory = await diedAfter(2, { items: 2 });
    await factory.accept('item-0', note('item-0', 'by', 'hand'));
    const { state } = await factory.run();
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 2, skipped: 0 });
  });

  test('an escalation that a person took back counts once in its run', async () => {
    const hopeless: CallModel = async ({ item, turn }) =>
      reply([writes(note(item, 'bad', `${turn}`), `w${turn}`), validates(`v${turn}`)]);
    const author: CallModel = (request, io) =>
      (request.item === 'item-0' ? hopeless : repairingAuthor)(request, io);
    const factory = await diedAfter(5, { items: 2, author });
    expect((await loadState(factory.paths)).state.run.escalated).toBe(1);
    rmSync(factory.paths.escalatedFile('item-0'));
    const { state } = await factory.run({ callModel: author });
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 1, escalated: 1 });
  });

  test('a card counts once, though the message that issued two is worked off twice', async () => {
    const author: CallModel = async ({ item, turn }) =>
      turn === 1
        ? reply([
            writes(note(item, 'bad', 'ugly'), '1'),
            validates('2'),
            edits('"ugly"', '"fine"', '3'),
            validates('4'),
          ])
        : reply([edits('"bad"', '"good"', '5'), validates('6')]);
    const whole = await (await openTinyFactory({ items: 1, callModel: author })).run();
    expect(whole.state.criteria.get('no-bad')).toMatchObject({ failed: 2, repaired: 1 });
    const factory = await diedAfter(1, { items: 1, author });
    // As if it had died a moment sooner: both cards on record, their results not yet saved.
    const file = factory.paths.item('item-0').transcript(1);
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -2);
    expect(lines.at(-1)).toContain('"type":"reply"');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const { state } = await factory.run({ callModel: author });
    expect(state.criteria.get('no-bad')).toMatchObject({ failed: 2, repaired: 1 });
    expect([...state.criteria.keys()]).toEqual([...whole.state.criteria.keys()]);
    expect(state.quality).toEqual(whole.state.quality);
  });
});

describe('an engine that dies during its start, after it closed the run that crashed', () => {
  test('leaves that run to the next, with the dollars it had spent', async () => {
    const factory = await diedAfter(3, { items: 2 });
    await append(factory.paths, crashed);
    const { run } = (await loadState(factory.paths)).state;
    expect(run.state).toBe('crashed');
    expect(run.spentUsd).toBeGreaterThan(0);
    const { state } = await factory.run();
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 2, skipped: 0 });
    expect(state.run.spentUsd).toBe(state.totals.costUsd);
    expect(state.run.spentUsd).toBeGreaterThan(run.spentUsd);
  });

  test('leaves it no more money than it had', async () => {
    const factory = await diedAfter(3, { items: 2 });
    await append(factory.paths, crashed);
    const { spentUsd } = (await loadState(factory.paths)).state.run;
    const { end, state } = await factory.run({ budgetUsd: spentUsd });
    expect(end.outcome).toBe('budget');
    expect(state.run).toMatchObject({ id: 'run-1', spentUsd });
  });

  test('and one that fails in the middle of its start, adds no time to that run', async () => {
    const factory = await diedAfter(1, { items: 2 });
    factory.pass(48 * 3_600_000);
    // Its record is on the way when it comes upon an output that it cannot take in.
    await factory.accept('item-1', note('item-1', 'good'));
    const inTheWay = factory.paths.item('item-1').state;
    mkdirSync(inTheWay, { recursive: true });
    await expect(factory.start()).rejects.toThrow();
    expect((await loadState(factory.paths)).state.items.get('item-0')?.status).toBe('waiting');
    rmSync(inTheWay, { recursive: true });
    const { state } = await factory.run();
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 2 });
    expect(state.run.activeMs).toBeLessThan(3_600_000);
  });

  test.each([
    ['another provider', { provider: { name: 'other', baseUrl: '', rehearsal: true } }],
    ['another selection', { selection: 'limit 2' }],
  ])('leaves nothing to a run with %s: that one begins', async (_what, over) => {
    const factory = await diedAfter(3, { items: 2 });
    await append(factory.paths, crashed);
    const { state } = await factory.run(over);
    expect(state.run).toMatchObject({ id: 'run-2', accepted: 1, skipped: 1 });
    expect(state.run.spentUsd).toBeLessThan(state.totals.costUsd);
  });
});
