import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/journal/checkpoint.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import type { FactoryState } from '../../../src/engine/state/state.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { openOutside, shippingProduct } from '../outside.ts';
import { deletes, reply, validates, writes } from '../replies.ts';
import { openTinyFactory } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';

const deleter: CallModel = async ({ item }) =>
  reply([
    writes(note(item, 'good'), `w_${item}`),
    deletes('notes.md', `d_${item}`),
    validates(`v_${item}`),
  ]);

/** What the journal has when its engine died between a question and what a rule says to it: the question. */
async function askedAlone() {
  const factory = await openTinyFactory({ items: 1, callModel: deleter });
  await factory.run();
  return factory;
}

async function shippedAlone() {
  const factory = await openTinyFactory({ items: 1 });
  const outside = openOutside(() => 'done');
  const over = { product: shippingProduct, actions: [outside.ship] };
  await factory.run(over);
  return { factory, outside, over };
}

const only = ({ approvals }: FactoryState) => [...approvals.values()][0];

describe('a question that waits when a run starts', () => {
  test('is allowed by a rule that fits it, and its item goes on', async () => {
    const factory = await askedAlone();
    const { state } = await factory.run({ rules: [{ tool: 'delete_file', gate: 'allow' }] });
    expect(only(state)).toMatchObject({ state: 'approved', decidedBy: 'rule 1 of factory.json' });
    expect(state.counts).toMatchObject({ accepted: 1, parked: 0 });
    const { events } = await readJournal(factory.paths.journal);
    expect(events.filter(({ type }) => type === 'approval.asked').length).toBe(1);
    expect(replay(events)).toEqual(state);
  });

  test('is denied by a rule that says so, and its item goes on', async () => {
    const factory = await askedAlone();
    const { state } = await factory.run({ rules: [{ tool: 'delete_file', gate: 'deny' }] });
    expect(only(state)).toMatchObject({ state: 'denied', decidedBy: 'rule 1 of factory.json' });
    expect(state.counts).toMatchObject({ accepted: 1, parked: 0 });
  });

  test('waits on when no rule fits it', async () => {
    const factory = await askedAlone();
    const { state } = await factory.run({ rules: [{ tool: 'ship', gate: 'allow' }] });
    expect(only(state)).toMatchObject({ state: 'waiting' });
    expect(state.counts).toMatchObject({ accepted: 0, parked: 1 });
  });

  test('of a product is carried out once when a rule allows it', async () => {
    const { factory, outside, over } = await shippedAlone();
    expect(outside.happened).toEqual([]);
    const { state } = await factory.run({ ...over, rules: [{ tool: 'ship', gate: 'allow' }] });
    expect(only(state)).toMatchObject({ state: 'done', decidedBy: 'rule 1 of factory.json' });
    expect(outside.happened.length).toBe(1);
  });

  test('is allowed by no rule once its time is over', async () => {
    const { factory, outside, over } = await shippedAlone();
    factory.pass(100 * 3_600_000);
    const { state } = await factory.run({ ...over, rules: [{ tool: 'ship', gate: 'allow' }] });
    expect(only(state)).toMatchObject({ state: 'expired', decidedBy: 'the clock' });
    expect(outside.happened).toEqual([]);
  });
});
