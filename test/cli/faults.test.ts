import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault, FaultRule } from '../../src/rehearsal/faults.ts';
import {
  acceptedHashes,
  contentDir,
  dollarsOf,
  fillContent,
  idsIn,
  type JournalLine,
} from './content-dir.ts';
import { type RehearsedBatch, rehearseBatch as rehearseIn } from './rehearsed-batch.ts';

/** Repaired once in an undisturbed run with this seed: a fault must not change that. */
const item = 'valid-parentheses';

function onFirstTurn(fault: Fault, more: Partial<FaultRule> = {}): FaultRule[] {
  return [{ on: { item, turn: 1 }, fault, ...more }];
}

const always = (fault: Fault): FaultRule[] => [{ on: { every: 1 }, fault }];

function repairsIn(journal: JournalLine[]): unknown[] {
  return journal.filter(({ type }) => type === 'repair.started').map(({ repair }) => repair);
}

function ofType(journal: JournalLine[], type: string): JournalLine[] {
  return journal.filter((line) => line.type === type);
}

/** A batch over a fresh directory. */
async function rehearseBatch(only: string[], faults: FaultRule[]): Promise<RehearsedBatch> {
  return rehearseIn(await contentDir(), only, faults);
}

let calm: { repairs: unknown[]; attempts: number; accepted: Record<string, string> };
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-test-'));
  await fillContent(dir);
  const { journal } = await rehearseIn(dir, [item], []);
  calm = {
    repairs: repairsIn(journal),
    attempts: ofType(journal, 'attempt.started').length,
    accepted: await acceptedHashes(dir),
  };
  await rm(dir, { recursive: true });
  expect(calm.repairs).toEqual([1]);
});

async function expectAsInACalmRun({ dir, journal, end }: RehearsedBatch): Promise<void> {
  expect(end.outcome).toBe('finished');
  expect(await acceptedHashes(dir)).toEqual(calm.accepted);
  expect(repairsIn(journal)).toEqual(calm.repairs);
  expect(ofType(journal, 'attempt.started')).toHaveLength(calm.attempts);
}

describe('a call that fails in passing is sent again and uses up no repair', () => {
  test.each<[Fault, string, 'free' | 'unknown']>([
    ['rate-limit', 'throttle', 'free'],
    ['overloaded', 'transient', 'free'],
    ['server-error', 'transient', 'free'],
    ['cut-stream', 'transient', 'unknown'],
    ['stall', 'transient', 'unknown'],
    ['stream-error', 'transient', 'unknown'],
  ])('%s is a %s failure whose cost is %s', async (fault, kind, cost) => {
    const batch = await rehearseBatch([item], onFirstTurn(fault));
    await expectAsInACalmRun(batch);
    expect(batch.calls[0]).toMatchObject({
      type: 'call.failed',
      class: kind,
      costUsd: cost === 'free' ? 0 : null,
    });
    const [waiting, ...others] = ofType(batch.journal, 'call.waiting');
    expect(waiting?.reason).toMatch(new RegExp(`^${kind}: `));
    expect(others).toEqual([]);
    const { money } = batch.summary;
    expect(money.unknownCostCalls).toBe(cost === 'free' ? 0 : 1);
    expect(money.spentUsd).toBeCloseTo(dollarsOf(batch.journal), 8);
  });

  test('a 429 holds every worker of that model until the time it states', async () => {
    const only = ['two-sum', 'contains-duplicate', 'valid-parentheses', 'climbing-stairs'];
    const batch = await rehearseBatch(only, [
      { on: { nth: 1 }, fault: 'rate-limit', retryAfterSeconds: 1 },
    ]);
    expect(batch.end.outcome).toBe('finished');
    const [waiting] = ofType(batch.journal, 'call.waiting');
    const untilMs = Number(waiting?.untilMs);
    expect(untilMs - Date.parse(String(waiting?.at))).toBeGreaterThan(0);
    const early = batch.journal.filter(
      ({ type, at, model, seq }) =>
        type === 'call.started' &&
        model === waiting?.model &&
        seq > Number(waiting?.seq) &&
        Date.parse(at) < untilMs,
    );
    expect(early).toEqual([]);
    expect(await idsIn(batch.dir, 'accepted')).toHaveLength(4);
  });

  test('faults that come again and again, on many items, change no output', async () => {
    const only = ['two-sum', 'contains-duplicate', 'valid-parentheses', 'coin-change'];
    const undisturbed = await rehearseBatch(only, []);
    const batch = await rehearseBatch(only, [
      { on: { every: 3 }, fault: 'server-error', times: 4 },
      { on: { every: 4 }, fault: 'cut-stream', times: 4 },
      { on: { every: 5 }, fault: 'overloaded', times: 4 },
    ]);
    expect(await acceptedHashes(batch.dir)).toEqual(await acceptedHashes(undisturbed.dir));
    expect(batch.summary.quality).toEqual(undisturbed.summary.quality);
    const unknown = batch.calls.filter(({ costUsd }) => costUsd === null);
    expect(unknown.length).toBeGreaterThan(0);
    expect(batch.summary.money.unknownCostCalls).toBe(unknown.length);
  });
});

describe('a reply that is not as it should be is survived within its attempt', () => {
  test('a reply without usage counts as of unknown cost', async () => {
    const batch = await rehearseBatch([item], onFirstTurn('no-usage'));
    await expectAsInACalmRun(batch);
    expect(batch.calls[0]).toMatchObject({ type: 'call.settled', usage: null, costUsd: null });
    expect(batch.summary.money.unknownCostCalls).toBe(1);
  });

  test.each<[Fault, Partial<JournalLine>]>([
    ['max-tokens-in-tool', { stopReason: 'max_tokens' }],
    ['empty-end-turn', { stopReason: 'end_turn' }],
    ['broken-tool-input', { stopReason: 'tool_use' }],
    ['unparsable-tool-input', { stopReason: 'tool_use' }],
  ])('%s costs a turn and no repair', async (fault, reply) => {
    const batch = await rehearseBatch([item], onFirstTurn(fault));
    await expectAsInACalmRun(batch);
    expect(batch.calls[0]).toMatchObject({ type: 'call.settled', ...reply });
    expect(batch.calls[0]?.costUsd).toBeGreaterThan(0);
    const isBadInput = fault === 'broken-tool-input' || fault === 'unparsable-tool-input';
    const toolErrors = ofType(batch.journal, 'tool.called').filter(({ isError }) => isError);
    expect(toolErrors).toHaveLength(isBadInput ? 1 : 0);
  });
});

describe('a request that is refused for good', () => {
  test.each<[Fault, string, RegExp]>([
    ['bad-request', 'error', /400 invalid_request_error/],
    ['refusal', 'refused', /declined/],
  ])(
    '%s ends the attempt; the next model of the route makes the item',
    async (fault, outcome, detail) => {
      const { dir, journal, end } = await rehearseBatch([item], onFirstTurn(fault));
      expect(end.outcome).toBe('finished');
      expect(await idsIn(dir, 'accepted')).toEqual([item]);
      const [first, second] = ofType(journal, 'attempt.ended');
      expect(first).toMatchObject({ outcome, detail: expect.stringMatching(detail) });
      expect(second).toMatchObject({ outcome: 'passed' });
      const models = ofType(journal, 'attempt.started').map(({ model }) => model);
      expect(new Set(models).size).toBe(2);
    },
  );

  test.each<[Fault, RegExp]>([
    ['bad-request', /400 invalid_request_error/],
    ['refusal', /the model refused/],
    ['max-tokens-in-tool', /the output limit was met 3 times/],
    ['empty-end-turn', /./],
  ])('%s from every model sends the item to a person with the reason', async (fault, reason) => {
    const { dir, journal, summary } = await rehearseBatch([item], always(fault));
    expect(await idsIn(dir, 'escalated')).toEqual([item]);
    expect(ofType(journal, 'item.escalated')).toMatchObject([
      { reason: expect.stringMatching(reason) },
    ]);
    expect(repairsIn(journal)).toEqual([]);
    expect(summary.items).toMatchObject({ escalated: 1, accepted: 0 });
  });
});

describe('a provider that will not go on in the middle of a run', () => {
  test.each<[Fault, string, string]>([
    ['credit', 'needs-person', 'credit balance'],
    ['billing', 'needs-person', 'declined'],
    ['html', 'needs-person', 'web page'],
    ['quota-window', 'quota', 'the five-hour window'],
  ])(
    '(%s) parks its model until a probe is answered, and no repair or attempt is used up',
    async (fault, parkClass, words) => {
      const faults = [{ on: { item, turn: 2 }, fault, retryAfterSeconds: 2 }];
      const batch = await rehearseBatch([item], faults);
      await expectAsInACalmRun(batch);
      const { journal } = batch;
      expect(ofType(journal, 'quota.parked')).toMatchObject([
        { class: parkClass, reason: expect.stringContaining(words), probes: 0 },
      ]);
      expect(ofType(journal, 'item.parked')).toMatchObject([{ item }]);
      expect(ofType(journal, 'quota.probed')).toHaveLength(1);
      expect(ofType(journal, 'quota.resumed')).toHaveLength(1);
      const firstTurns = batch.calls.filter(({ attempt, turn }) => attempt === 1 && turn === 1);
      expect(firstTurns).toHaveLength(1);
    },
  );

  test('(unauthorized) ends the run at once where it is the very first answer', async () => {
    const batch = await rehearseBatch([item], always('unauthorized'));
    expect(batch.end).toMatchObject({ outcome: 'stopped', unusable: true });
    expect(ofType(batch.journal, 'quota.parked')).toEqual([]);
  });
});

describe('an outage', () => {
  test.each<Fault>(['overloaded', 'server-error', 'cut-stream'])(
    '%s without end',
    async (fault) => {
      const batch = await rehearseBatch([item], always(fault));
      expect(batch.summary.items).toMatchObject({ parked: 1, escalated: 0 });
      expect(batch.calls).toHaveLength(9);
      expect(repairsIn(batch.journal)).toEqual([]);
      const resumed = await batch.again();
      expect(await acceptedHashes(resumed.dir)).toEqual(calm.accepted);
      expect(repairsIn(resumed.journal)).toEqual(calm.repairs);
    },
  );
});
