import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { waitingApprovals } from '../../../src/engine/approvals/approvals.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { replay } from '../../../src/engine/journal/checkpoint.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { openDesk } from '../../../src/engine/open-desk.ts';
import type { ApprovalState, FactoryState } from '../../../src/engine/state/state.ts';
import type { CallModel } from '../../../src/models/port.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { asKilled, type Fate, openOutside, shippingProduct } from '../outside.ts';
import { reply, uses, validates, writes } from '../replies.ts';
import { openTinyFactory } from '../tiny-factory.ts';
import { note, tinyProduct } from '../tiny-product.ts';
import { until } from '../watch.ts';

/** A factory of shipped notes; `fates` come one after the other, and then all goes well. */
async function shipping(items: number, ...fates: Fate[]) {
  const factory = await openTinyFactory({ items });
  const outside = openOutside(() => fates.shift() ?? 'done');
  const over = { product: shippingProduct, actions: [outside.ship] };
  return { factory, outside, over };
}

const describing = (effect: string): Pick<Extract<Tool, { gate: 'ask' | 'deny' }>, 'describe'> => ({
  describe: () => ({ type: 'action', action: { verb: 'ship', target: 'it', effect } }),
});

const states = ({ approvals }: FactoryState) => [...approvals.values()].map(({ state }) => state);

async function waits(engine: Engine, count: number): Promise<ApprovalState[]> {
  await until(engine.store, (state) => waitingApprovals(state).length === count);
  return waitingApprovals(engine.store.getState());
}

describe('what a product asks for after acceptance', () => {
  test('holds up neither its items nor the exit of a run that does not wait', async () => {
    const { factory, outside, over } = await shipping(3);
    const { end, state } = await factory.run(over);
    expect(end).toEqual({
      outcome: 'finished',
      reason: '3 approvals wait for a person, and nothing else is left to do',
    });
    expect(state.run).toMatchObject({ accepted: 3, notAccepted: 0, parked: 0 });
    expect(states(state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(outside.happened).toEqual([]);
  });

  test('is asked once for each output, however many runs there are', async () => {
    const { factory, over } = await shipping(2);
    await factory.run(over);
    const { state } = await factory.run(over);
    expect(state.approvals.size).toBe(2);
  });

  test('happens once when it is approved, never when it is denied, and the run ends then', async () => {
    const { factory, outside, over } = await shipping(3);
    const engine = await factory.start({ ...over, waitForApprovals: true });
    const [first, second, third] = await waits(engine, 3);
    if (!first || !second || !third) throw new Error('three were expected');
    const { id, digest } = first;
    expect(await engine.send({ type: 'approve', id, digest }, 'a')).toEqual({ ok: true });
    expect(await engine.send({ type: 'approve', id, digest }, 'b')).toMatchObject({ ok: false });
    await engine.send({ ...second, type: 'deny', reason: 'not yet' }, 'a');
    await engine.send({ ...third, type: 'approve' }, 'a');
    expect(await engine.done).toMatchObject({ reason: 'nothing is left to do' });
    expect(outside.happened.sort()).toEqual([first.id, third.id].sort());
    const { events } = await readJournal(factory.paths.journal);
    expect(replay(events)).toEqual(engine.store.getState());
  });

  test('costs the run no time while it waits: its pace is that of the work', async () => {
    const { factory, over } = await shipping(2);
    const engine = await factory.start({ ...over, waitForApprovals: true });
    const waiting = await waits(engine, 2);
    factory.pass(8 * 3_600_000);
    for (const one of waiting) await engine.send({ ...one, type: 'approve' }, 'a');
    await engine.done;
    const { run } = engine.store.getState();
    expect(run.activeMs).toBeGreaterThan(0);
    expect(run.activeMs).toBeLessThan(3_600_000);
  });

  test('is decided by the first rule that fits', async () => {
    const { factory, outside, over } = await shipping(3);
    const { state } = await factory.run({
      ...over,
      rules: [
        { tool: 'ship', item: 'item-1', gate: 'ask' },
        { tool: 'ship', item: 'item-2', gate: 'deny' },
        { tool: 'ship', arguments: { to: 'the *' }, gate: 'allow' },
      ],
    });
    const byItem = new Map([...state.approvals.values()].map((one) => [one.item, one]));
    expect(byItem.get('item-0')).toMatchObject({
      state: 'done',
      decidedBy: 'rule 3 of factory.json',
    });
    expect(byItem.get('item-1')).toMatchObject({ state: 'waiting' });
    expect(byItem.get('item-2')).toMatchObject({ state: 'denied' });
    expect(outside.happened).toEqual([byItem.get('item-0')?.id]);
  });

  test('is allowed for all like it, those that wait and those to come, in this run alone', async () => {
    const { factory, outside, over } = await shipping(3);
    const engine = await factory.start({ ...over, waitForApprovals: true, workers: 1 });
    const [first] = await waits(engine, 1);
    if (!first) throw new Error('nothing was asked');
    expect(await engine.send({ ...first, type: 'allow-alike' }, 'a')).toEqual({ ok: true });
    await engine.done;
    expect(states(engine.store.getState())).toEqual(['done', 'done', 'done']);
    expect(outside.happened.length).toBe(3);
    expect(engine.store.getState().run.rules).toEqual([
      { tool: 'ship', arguments: { to: 'the shore' }, gate: 'allow' },
    ]);
    await factory.accept('item-0', note('item-0', 'other', 'words'));
    const { state } = await factory.run(over);
    expect(state.run.rules).toEqual([]);
    expect(waitingApprovals(state).map(({ item }) => item)).toEqual(['item-0']);
  });

  test('is nobody’s to decide any more when another output is accepted', async () => {
    const { factory, over } = await shipping(1);
    await factory.run(over);
    factory.pass(5_000);
    await factory.accept('item-0', note('item-0', 'other', 'words'));
    const { state } = await factory.run(over);
    expect(states(state)).toEqual(['void', 'waiting']);
  });

  test('is asked anew when factory.json makes something else of it meanwhile', async () => {
    const { factory, outside, over } = await shipping(1);
    await factory.run(over);
    const changed = { ...over.actions[0], ...describing('Ships it, and sinks it.') } as Tool;
    const { state } = await factory.run({ ...over, actions: [changed] });
    const [asked] = waitingApprovals(state);
    expect(asked?.action.effect).toBe('Ships it, and sinks it.');
    if (!asked) throw new Error('nothing was asked');
    // The old tool again: what was approved is not what it would do.
    const desk = await openDesk({ ...factory.options, actions: over.actions });
    expect(await desk.decide({ ...asked, type: 'approve' }, 'a')).toMatchObject({
      approval: { state: 'void' },
    });
    await desk.close();
    const again = await factory.run(over);
    expect(waitingApprovals(again.state).map(({ id }) => id)).toEqual([asked.id]);
    expect(outside.happened).toEqual([]);
  });

  test('never happens in a dry run, and nobody is asked', async () => {
    const { factory, outside, over } = await shipping(1);
    const { state } = await factory.run({ ...over, dryRun: true });
    expect([state.approvals.size, outside.happened.length]).toEqual([0, 0]);
  });
});

describe('a script that drops a file', () => {
  async function drop(folder: string, { id, digest }: ApprovalState, more: object) {
    await writeFile(join(folder, `${id}.decision.json`), JSON.stringify({ digest, ...more }));
  }

  test('decides while an engine works, and before one starts', async () => {
    const { factory, outside, over } = await shipping(2);
    const { approvals } = factory.paths;
    const engine = await factory.start({ ...over, waitForApprovals: true });
    const [first] = await waits(engine, 2);
    if (!first) throw new Error('nothing was asked');
    await drop(approvals, first, { decision: 'approve', by: 'a script' });
    await waits(engine, 1);
    await engine.send({ type: 'stop', now: false }, 'a');
    await engine.done;
    const [second] = waitingApprovals(engine.store.getState());
    if (!second) throw new Error('one was expected to wait');
    await drop(approvals, second, { decision: 'deny', reason: 'not this one' });
    const { state } = await factory.run({ ...over, waitForApprovals: true });
    expect(state.approvals.get(first.id)).toMatchObject({ state: 'done', decidedBy: 'a script' });
    expect(state.approvals.get(second.id)).toMatchObject({ state: 'denied' });
    expect(outside.happened).toEqual([first.id]);
    const left = (await readdir(approvals)).sort();
    expect(left).toEqual([first.id, second.id].map((id) => `${id}.json`).sort());
    const file = JSON.parse(await readFile(join(approvals, `${second.id}.json`), 'utf8'));
    expect(file).toMatchObject({ state: 'denied', reason: 'not this one', item: second.item });
  });
});

describe('an approval that nobody decides', () => {
  test('counts as denied when its time is over, and the run ends', async () => {
    const { factory, outside, over } = await shipping(2);
    const engine = await factory.start({ ...over, waitForApprovals: true, approvalMs: 500 });
    await engine.done;
    expect(states(engine.store.getState())).toEqual(['expired', 'expired']);
    expect(outside.happened).toEqual([]);
  });

  test('is expired by a start that comes too late, and by a decision that does', async () => {
    const { factory, over } = await shipping(2);
    await factory.run(over);
    factory.pass(73 * 3_600_000);
    const desk = await openDesk({ ...factory.options, actions: over.actions });
    const [id] = (await readJournal(factory.paths.journal)).events.flatMap((one) =>
      one.type === 'approval.asked' ? [one.id] : [],
    );
    const { digest } = desk.approval(id ?? '') ?? { digest: '' };
    expect(await desk.decide({ type: 'approve', id: id ?? '', digest }, 'a')).toEqual({
      ok: false,
      reason: 'its time was over: it counts as denied',
    });
    await desk.close();
    const { state } = await factory.run(over);
    expect(states(state)).toEqual(['expired', 'expired']);
  });
});

describe('an action that was begun', () => {
  for (const fate of ['dies before', 'dies after'] as const) {
    test(`is not repeated by itself when its engine ${fate} it happened`, async () => {
      const { factory, outside, over } = await shipping(1, fate);
      const engine = await factory.start({ ...over, waitForApprovals: true });
      const [asked] = await waits(engine, 1);
      if (!asked) throw new Error('nothing was asked');
      await engine.send({ ...asked, type: 'approve' }, 'a');
      await outside.died;
      const paths = await asKilled(factory.root, outside);
      const before = outside.happened.length;
      const actions = [openOutside(() => 'done', outside.happened).ship];
      const { state } = await factory.run({ ...over, actions, paths });
      expect(states(state)).toEqual(['unknown']);
      expect(waitingApprovals(state)[0]).toMatchObject({
        outcome:
          'the engine died after it was begun, before its end was on record; nothing here shows it',
      });
      expect(outside.happened.length).toBe(before);
      // A person who has looked may have it done once more.
      const desk = await openDesk({ ...factory.options, paths, actions });
      expect(await desk.decide({ ...asked, type: 'approve' }, 'b')).toMatchObject({
        ok: true,
        approval: { state: 'done', outcome: 'it arrived' },
      });
      await desk.close();
      expect(outside.happened.length).toBe(before + 1);
    });
  }

  test('and that failed waits for a person, who may leave it', async () => {
    const { factory, outside, over } = await shipping(1, 'failed');
    const engine = await factory.start({ ...over, waitForApprovals: true });
    const [asked] = await waits(engine, 1);
    if (!asked) throw new Error('nothing was asked');
    await engine.send({ ...asked, type: 'approve' }, 'a');
    await until(engine.store, (state) => states(state)[0] === 'failed');
    await engine.send({ ...asked, type: 'deny', reason: 'leave it' }, 'a');
    await engine.done;
    expect(states(engine.store.getState())).toEqual(['denied']);
    expect(outside.happened).toEqual([]);
  });

  test('and finds another thing than was approved is void', async () => {
    const { factory, over } = await shipping(1, 'void');
    const { state } = await factory.run({ ...over, rules: [{ tool: 'ship', gate: 'allow' }] });
    expect(states(state)).toEqual(['void']);
  });
});

/** Ships in the middle of its turn, then has its note checked. */
const shipper: CallModel = async ({ item, turn }) =>
  reply([
    writes(note(item, 'good'), `w${turn}`),
    uses('ship', { what: `${item}.txt`, to: 'a friend' }, `s${turn}`),
    validates(`v${turn}`),
  ]);

describe('an agent that acts outside in the middle of its turn', () => {
  const over = (ship: ReturnType<typeof openOutside>['ship']) => ({
    product: { ...tinyProduct, tools: [...tinyProduct.tools, ship] },
    callModel: shipper,
    waitForApprovals: true,
  });

  test('acts once, and hears of it after a crash that came before its reply was saved', async () => {
    const fates: Fate[] = ['dies after'];
    const outside = openOutside(() => fates.shift() ?? 'done');
    const factory = await openTinyFactory({ items: 1 });
    const engine = await factory.start(over(outside.ship));
    const [asked] = await waits(engine, 1);
    if (!asked) throw new Error('nothing was asked');
    await until(engine.store, ({ counts }) => counts.parked === 1);
    await engine.send({ ...asked, type: 'approve' }, 'a');
    await outside.died;
    const paths = await asKilled(factory.root, outside);
    const again = await factory.start({ ...over(outside.ship), paths });
    await until(again.store, ({ counts }) => counts.parked === 1);
    expect(states(again.store.getState())).toEqual(['unknown']);
    await again.send({ ...asked, type: 'deny', reason: 'it arrived, I saw it' }, 'a');
    await again.done;
    expect(again.store.getState().counts.accepted).toBe(1);
    expect(outside.happened.length).toBe(1);
  });

  test('waits for a person when nobody knows whether it happened', async () => {
    const fates: Fate[] = ['unknown'];
    const outside = openOutside(() => fates.shift() ?? 'done');
    const factory = await openTinyFactory({ items: 1 });
    const engine = await factory.start({
      ...over(outside.ship),
      rules: [{ tool: 'ship', gate: 'allow' }],
    });
    await until(engine.store, ({ counts }) => counts.parked === 1);
    const [asked] = await waits(engine, 1);
    expect(asked).toMatchObject({ state: 'unknown', outcome: 'no word came back' });
    await engine.send({ ...asked, type: 'approve' } as never, 'a');
    await engine.done;
    expect(engine.store.getState().counts.accepted).toBe(1);
    expect(outside.happened.length).toBe(2);
  });
});
