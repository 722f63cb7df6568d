import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { limitsSchema } from '../../../src/engine/limits.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { failure, reply, validates, writes } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { diedAfter } from '../watch.ts';

type Factory = Awaited<ReturnType<typeof openTinyFactory>>;

/** Of every other item nothing comes. */
const unevenAuthor: CallModel = async (request, io) => {
  const { item, turn } = request;
  if (Number(item.split('-')[1]) % 2 === 1) return repairingAuthor(request, io);
  return reply([writes(note(item, 'bad'), `w${turn}`), validates(`v${turn}`)]);
};

function rowsOf({ paths }: Pick<Factory, 'paths'>) {
  const lines = readFileSync(paths.notAccepted, 'utf8').trim().split('\n');
  return lines.map((line): Record<string, unknown> => JSON.parse(line));
}

describe('a run that is wanted for so many outputs', () => {
  test.each([1, 3, 8])('makes exactly so many, whatever its workers (%i)', async (workers) => {
    const factory = await openTinyFactory({ items: 20, callModel: unevenAuthor });
    const { end, state } = await factory.run({ target: 4, workers });
    expect(end).toEqual({
      outcome: 'finished',
      reason: '4 accepted, as many as were wanted (--target)',
    });
    expect(state.run).toMatchObject({ accepted: 4, notAccepted: 0 });
    expect(state.counts).toMatchObject({ accepted: 4, working: 0 });
    // No more were ever in work than could still be needed.
    const { events } = await readJournal(factory.paths.journal);
    let inWork = 0;
    let accepted = 0;
    for (const { type } of events) {
      if (type === 'item.started') inWork += 1;
      if (type === 'item.accepted') accepted += 1;
      if (type === 'item.accepted' || type === 'item.escalated') inWork -= 1;
      expect(inWork).toBeLessThanOrEqual(4 - accepted);
    }
  });

  test('goes on after a crash with those it had, and those it had begun', async () => {
    const factory = await diedAfter(3, { items: 6 });
    const { state, end } = await factory.run({ target: 3, tries: 4 });
    expect(end.outcome).toBe('finished');
    expect(state.run).toMatchObject({ id: 'run-1', accepted: 3, begun: 3 });
  });

  test('begins no more items than may be tried, and says how far it came', async () => {
    const factory = await openTinyFactory({ items: 20, callModel: unevenAuthor });
    const { end, state } = await factory.run({ target: 10, tries: 6, workers: 3 });
    expect(end).toMatchObject({
      outcome: 'stopped',
      reason: expect.stringContaining('6 items were begun, as many as may be tried (--tries)'),
    });
    expect(state.run).toMatchObject({ accepted: 3, escalated: 3, begun: 6, notAccepted: 7 });
  });

  test('is told when more are wanted than are open', async () => {
    const factory = await openTinyFactory({ items: 2 });
    const { state, end } = await factory.run({ target: 5 });
    expect(end.outcome).toBe('finished');
    expect(state.run.notAccepted).toBe(3);
    expect(state.notices.map(({ message }) => message)).toEqual([
      '5 more are wanted (--target), and only 2 of the items asked for are open',
    ]);
  });
});

describe('every item that is not accepted has its reason in a file', () => {
  test('at the end of a run, those it did not begin included', async () => {
    const factory = await openTinyFactory({ items: 6, callModel: unevenAuthor });
    const { state } = await factory.run({ target: 2, workers: 1 });
    const rows = rowsOf(factory);
    expect(rows.map(({ item, state }) => [item, state])).toEqual([
      ['item-0', 'escalated'],
      ['item-2', 'escalated'],
      ['item-4', 'waiting'],
      ['item-5', 'waiting'],
    ]);
    expect(rows[0]).toMatchObject({
      reason: expect.stringContaining('route default is exhausted'),
      costUsd: state.items.get('item-0')?.costUsd,
      attempts: 2,
      failing: ['no-bad: the word is bad'],
    });
    expect(rows[2]).toMatchObject({
      reason: 'not begun: 2 accepted, as many as were wanted (--target)',
      costUsd: 0,
      attempts: 0,
    });
  });

  test('when the budget ends it; and it goes when all are accepted', async () => {
    const factory = await openTinyFactory({ items: 6 });
    const limits = limitsSchema.parse({ leastOutputTokens: 32_000 });
    await factory.run({ budgetUsd: 0.0165, limits, workers: 1 });
    expect(rowsOf(factory).at(-1)).toMatchObject({
      reason: expect.stringContaining('more than the budget of $0.0165 has left'),
    });
    await factory.run();
    expect(existsSync(factory.paths.notAccepted)).toBe(false);
  });

  test('at the next start, when the engine died', async () => {
    const factory = await diedAfter(3, { items: 3 });
    expect(existsSync(factory.paths.notAccepted)).toBe(false);
    const { done, send } = await factory.start({
      callModel: (_request, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve(failure('aborted'))),
        ),
    });
    expect(rowsOf(factory)).toMatchObject([
      { item: 'item-1', state: 'waiting', attempts: 1, unknownUsd: expect.any(Number) },
      { item: 'item-2', state: 'waiting', reason: 'not begun: the engine died' },
    ]);
    await send({ type: 'stop', now: true }, 'a test');
    await done;
  });
});
