import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTranscript } from '../../../src/engine/agent/transcript.ts';
import { waitingApprovals } from '../../../src/engine/approvals/approvals.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { loadState, replay } from '../../../src/engine/journal/checkpoint.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import type { Store } from '../../../src/engine/journal/store.ts';
import type { ApprovalState } from '../../../src/engine/state/state.ts';
import type { CallModel, ToolResultBlock } from '../../../src/models/port.ts';
import { held } from '../held.ts';
import { deletes, edits, reply, says, uses, validates, writes } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { until } from '../watch.ts';

type Factory = Awaited<ReturnType<typeof openTinyFactory>>;

/** Keeps notes while it writes, and asks to delete them again before it has its draft checked. */
const tidyAuthor: CallModel = async ({ item, turn }) =>
  turn === 1
    ? reply([
        says('My notes are no part of it.'),
        writes(note(item, 'good', 'bad'), `w_${item}`),
        uses('write_file', { path: 'notes.md', content: 'mine' }, `n_${item}`),
        deletes('notes.md', `d_${item}`),
        validates(`v_${item}`),
      ])
    : reply([edits('"bad"', '"fine"', `e_${item}_${turn}`), validates(`f_${item}_${turn}`)]);

/** Only item-0 is tidy. */
const mixed: CallModel = (request, io) =>
  (request.item === 'item-0' ? tidyAuthor : repairingAuthor)(request, io);

async function asked(store: Store, count = 1): Promise<ApprovalState> {
  await until(store, (state) => waitingApprovals(state).length === count);
  await until(store, ({ counts }) => counts.parked >= 1);
  const [first] = waitingApprovals(store.getState());
  if (!first) throw new Error('nothing was asked');
  return first;
}

function approve({ send }: Pick<Engine, 'send'>, { id, digest }: ApprovalState, by = 'a person') {
  return send({ type: 'approve', id, digest }, by);
}

/** What the agent was told of its calls, by their ids. */
async function results(factory: Factory): Promise<Record<string, ToolResultBlock>> {
  const entries = await readTranscript(factory.paths.item('item-0').transcript(1));
  const blocks = entries.flatMap((entry) => (entry.type === 'user' ? entry.content : []));
  return Object.fromEntries(
    blocks.flatMap((block) => (block.type === 'tool_result' ? [[block.tool_use_id, block]] : [])),
  );
}

describe('a call of a gated tool', () => {
  test('waits for a person with everything that there is to judge, and its worker goes on', async () => {
    const factory = await openTinyFactory({ items: 3, callModel: mixed });
    const engine = await factory.start({ workers: 1, waitForApprovals: true });
    await until(engine.store, ({ counts }) => counts.accepted === 2);
    const approval = await asked(engine.store);
    expect(approval).toMatchObject({
      item: 'item-0',
      attempt: 1,
      turn: 1,
      tool: 'delete_file',
      action: { verb: 'delete', target: 'notes.md' },
      input: '{"path":"notes.md","reason":"it is no use"}',
      reason: 'My notes are no part of it.',
      state: 'waiting',
    });
    expect(approval.id).toMatch(/^[0-9a-f]{16}$/);
    expect(approval.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(engine.store.getState().items.get('item-0')).toMatchObject({
      status: 'parked',
      reason: 'waits for approval: delete notes.md',
    });
    expect(engine.store.getState().run.state).toBe('running');
    await approve(engine, approval);
    expect(await engine.done).toEqual({ outcome: 'finished', reason: 'nothing is left to do' });
  });

  test('that is approved runs, and the item goes on in the middle of its turn', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const engine = await factory.start({ waitForApprovals: true });
    await approve(engine, await asked(engine.store));
    await engine.done;
    const state = engine.store.getState();
    expect(state.items.get('item-0')).toMatchObject({
      status: 'accepted',
      attempts: 1,
      repairs: 1,
    });
    expect(state.totals.calls).toBe(2);
    expect(await results(factory)).toMatchObject({
      'd_item-0': { content: 'Deleted notes.md.' },
    });
    const { events } = await readJournal(factory.paths.journal);
    const tools = events.flatMap((one) => (one.type === 'tool.called' ? [one.tool] : []));
    // Each call of the reply ran once, whatever lay between question and answer.
    expect(tools).toEqual([
      ...['write_file', 'write_file', 'delete_file', 'validate'],
      ...['edit_file', 'validate'],
    ]);
    expect(replay(events)).toEqual(state);
    expect(state.run).toMatchObject({ parked: 0, accepted: 1, notAccepted: 0 });
  });

  test('that is denied does not run, and the agent hears why and goes another way', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const engine = await factory.start({ waitForApprovals: true });
    const { id, digest } = await asked(engine.store);
    const deny = { type: 'deny', id, digest, reason: 'I want to read them' } as const;
    expect(await engine.send(deny, 'a person')).toEqual({ ok: true });
    await engine.done;
    expect(engine.store.getState().approvals.get(id)).toMatchObject({
      state: 'denied',
      decidedBy: 'a person',
      decidedReason: 'I want to read them',
    });
    const told = (await results(factory))['d_item-0'];
    expect(told).toMatchObject({ is_error: true });
    expect(told?.content).toContain('I want to read them');
    expect(engine.store.getState().counts.accepted).toBe(1);
  });

  test('that no person could judge, or that could not run, is answered at once', async () => {
    const author: CallModel = async ({ item }) =>
      reply([
        deletes('../escape', '1'),
        deletes('guides/style.md', '2'),
        uses('delete_file', { path: 'x' }, '3'),
        uses('delete_file', { path: 'x', reason: 'y'.repeat(501) }, '4'),
        writes(note(item, 'good'), '5'),
        validates('6'),
      ]);
    const factory = await openTinyFactory({ items: 1, callModel: author });
    const { state } = await factory.run();
    expect(state.approvals.size).toBe(0);
    expect(state.counts.accepted).toBe(1);
    const told = await results(factory);
    for (const id of ['1', '2', '3', '4']) expect(told[id]).toMatchObject({ is_error: true });
    expect(told['2']?.content).toContain('delete outside guides/');
  });

  test('in a flood asks a person a few things only', async () => {
    const flood: CallModel = async ({ item }) =>
      reply([
        ...[...Array(1000).keys()].map((n) => deletes(`f${n}`, `d${n}`)),
        writes(note(item, 'good'), 'w'),
        validates('v'),
      ]);
    const factory = await openTinyFactory({ items: 1, callModel: flood });
    const { end, state } = await factory.run();
    expect(state.approvals.size).toBe(10);
    expect(end.reason).toBe('10 approvals wait for a person, and nothing else is left to do');
    expect(state.items.get('item-0')?.reason?.length).toBeLessThan(300);
  });

  test('in a dry run asks nobody and does nothing', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const { state } = await factory.run({ dryRun: true });
    expect(state.approvals.size).toBe(0);
    expect(state.counts.accepted).toBe(1);
    const told = (await results(factory))['d_item-0'];
    expect(told?.content).toContain('Dry run: delete_file was not run');
  });

  test('in a reply that was cut is not asked for when it is the one that was cut', async () => {
    const cut: CallModel = async ({ item, turn }) =>
      turn === 1
        ? reply([writes(note(item, 'good'), '1'), deletes('note.json', '2')], 'max_tokens')
        : reply([validates('3')]);
    const { state } = await (await openTinyFactory({ items: 1, callModel: cut })).run();
    expect(state.approvals.size).toBe(0);
    expect(state.counts.accepted).toBe(1);
  });
});

describe('several questions of one reply', () => {
  const asksTwice: CallModel = async ({ item }) =>
    reply([
      writes(note(item, 'good'), 'w'),
      uses('write_file', { path: 'a.md', content: '' }, 'a'),
      deletes('a.md', 'da'),
      deletes('b.md', 'db'),
      validates('v'),
    ]);

  test('are asked together, and the item goes on when all are decided', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: asksTwice });
    const engine = await factory.start({ waitForApprovals: true });
    const first = await asked(engine.store, 2);
    expect(engine.store.getState().items.get('item-0')?.reason).toBe(
      'waits for 2 approvals: delete a.md, delete b.md',
    );
    await approve(engine, first);
    expect(engine.store.getState().counts.parked).toBe(1);
    await approve(engine, await asked(engine.store));
    await engine.done;
    const told = await results(factory);
    expect(told.da).toMatchObject({ content: 'Deleted a.md.' });
    // Approved, and yet there was no such file: the tool's own error.
    expect(told.db).toMatchObject({ is_error: true });
    expect(engine.store.getState().counts.accepted).toBe(1);
  });
});

describe('a decision', () => {
  test('is refused for what nobody asked, for another action, and after the first one', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const engine = await factory.start({ waitForApprovals: true });
    await engine.send({ type: 'pause' }, 'a');
    await engine.send({ type: 'resume' }, 'a');
    const approval = await asked(engine.store);
    expect(await approve(engine, { ...approval, id: 'nothing' })).toEqual({
      ok: false,
      reason: 'there is no approval nothing',
    });
    expect(await approve(engine, { ...approval, digest: 'another' })).toMatchObject({
      reason: 'it asks for another action by now: look at it again, then decide',
    });
    await engine.send({ type: 'pause' }, 'a');
    const { id, digest } = approval;
    const both = await Promise.all([
      engine.send({ type: 'approve', id, digest }, 'the first'),
      engine.send({ type: 'deny', id, digest, reason: 'no' }, 'the second'),
    ]);
    expect(both).toEqual([
      { ok: true },
      { ok: false, reason: 'it was approved already, by the first' },
    ]);
    await engine.send({ type: 'resume' }, 'a');
    await engine.done;
    const { events } = await readJournal(factory.paths.journal);
    expect(events.filter(({ type }) => type === 'command.refused').length).toBe(3);
  });

  test('for an item that was not asked for has it go on in this run', async () => {
    const factory = await openTinyFactory({ items: 2, callModel: mixed });
    await factory.run();
    const requested = factory.catalogue.slice(1);
    // Something to do for this run, while item-0 waits outside it.
    rmAccepted(factory, 'item-1');
    const engine = await held({ items: 1, factory, requested, author: mixed });
    const [approval] = waitingApprovals(engine.store.getState());
    if (!approval) throw new Error('nothing waits');
    await approve(engine, approval);
    engine.go();
    await engine.done;
    expect(engine.store.getState().run).toMatchObject({ requested: 2, accepted: 2 });
  });
});

function rmAccepted(factory: Factory, id: string): void {
  rmSync(factory.paths.acceptedFile(id));
  rmSync(factory.paths.item(id).root, { recursive: true });
}

describe('a run with nothing left but approvals', () => {
  test('ends when nobody is there to decide, says how many, and a later one goes on', async () => {
    const factory = await openTinyFactory({ items: 3, callModel: mixed });
    const { end, state } = await factory.run();
    expect(end).toEqual({
      outcome: 'finished',
      reason: '1 approval waits for a person, and nothing else is left to do',
    });
    expect(state.run).toMatchObject({ accepted: 2, parked: 1, notAccepted: 1 });
    const engine = await factory.start({ waitForApprovals: true });
    const approval = await asked(engine.store);
    expect(approval.id).toBe([...state.approvals.keys()][0]);
    expect(engine.store.getState().totals.calls).toBe(state.totals.calls);
    await approve(engine, approval);
    expect(await engine.done).toMatchObject({ outcome: 'finished' });
    expect(engine.store.getState().run).toMatchObject({ parked: 0, notAccepted: 0 });
  });

  test('can be stopped while it waits, and leaves them waiting', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const engine = await factory.start({ waitForApprovals: true });
    await asked(engine.store);
    await engine.send({ type: 'stop', now: false }, 'a');
    expect(await engine.done).toEqual({ outcome: 'interrupted', reason: 'stopped by a' });
    const { state } = await loadState(factory.paths);
    expect(waitingApprovals(state).length).toBe(1);
  });

  test('ends when the item that waits is skipped: what it asked for is denied', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const engine = await factory.start({ waitForApprovals: true });
    const { id } = await asked(engine.store);
    expect(await engine.send({ type: 'retry', item: 'item-0' }, 'b')).toMatchObject({
      reason: 'item-0 waits for an approval: approve or deny it, and it goes on',
    });
    expect(await engine.send({ type: 'skip', item: 'item-0' }, 'b')).toEqual({ ok: true });
    expect(await engine.done).toMatchObject({ outcome: 'finished' });
    const state = engine.store.getState();
    expect(state.approvals.get(id)).toMatchObject({ state: 'denied', decidedBy: 'b' });
    expect(state.counts).toMatchObject({ parked: 0, escalated: 1 });
  });
});

describe('an item begun anew', () => {
  test('asks again, even where its attempt and the ids of its calls are the same', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const first = await factory.start({ waitForApprovals: true });
    const { id } = await asked(first.store);
    await first.send({ type: 'skip', item: 'item-0' }, 'a');
    await first.done;
    const engine = await factory.start({ waitForApprovals: true, reopen: ['item-0'] });
    const again = await asked(engine.store);
    expect(again.id).not.toBe(id);
    await approve(engine, again);
    await engine.done;
    expect(engine.store.getState().counts.accepted).toBe(1);
  });
});

describe('after kill -9', () => {
  /** An engine that died while its one item waited for a person. */
  async function diedWaiting() {
    const factory = await openTinyFactory({ items: 1, callModel: tidyAuthor });
    const engine = await factory.start({ waitForApprovals: true });
    const approval = await asked(engine.store);
    rmSync(factory.paths.lock);
    return { factory, dead: engine, approval };
  }

  test('the same question waits, asked once, and its answer is acted upon', async () => {
    const { factory, approval } = await diedWaiting();
    const engine = await factory.start({ waitForApprovals: true });
    const again = await asked(engine.store);
    expect(again).toEqual(approval);
    await approve(engine, again);
    await engine.done;
    const { events } = await readJournal(factory.paths.journal);
    expect(events.filter(({ type }) => type === 'approval.asked').length).toBe(1);
    expect(events.filter(({ type }) => type === 'call.settled').length).toBe(2);
    expect(engine.store.getState().run).toMatchObject({ id: 'run-1', accepted: 1, parked: 0 });
  });

  test('a decision that was made is acted upon, though the item had not gone on yet', async () => {
    const { factory, dead, approval } = await diedWaiting();
    // Paused, it decides and does nothing with it; then it dies.
    await dead.send({ type: 'pause' }, 'a');
    await approve(dead, approval);
    const engine = await factory.start({ waitForApprovals: true });
    await engine.done;
    expect(engine.store.getState().counts.accepted).toBe(1);
    expect(await results(factory)).toMatchObject({
      'd_item-0': { content: 'Deleted notes.md.' },
    });
  });

  test('in the middle of a call after it, the deletion is replayed and the draft is right', async () => {
    const factory = await openTinyFactory({ items: 1 });
    const reached = Promise.withResolvers<void>();
    const callModel: CallModel = async (request, io) => {
      if (request.turn === 1) return tidyAuthor(request, io);
      reached.resolve();
      return new Promise(() => {});
    };
    const engine = await factory.start({ callModel, waitForApprovals: true });
    await approve(engine, await asked(engine.store));
    await reached.promise;
    rmSync(factory.paths.lock);
    let hadNotes: boolean | undefined;
    const looking: CallModel = (request, io) => {
      hadNotes = existsSync(join(factory.paths.item('item-0').draft, 'notes.md'));
      return tidyAuthor(request, io);
    };
    const { state } = await factory.run({ callModel: looking });
    expect(hadNotes).toBe(false);
    expect(state.counts.accepted).toBe(1);
  });
});
