import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/journal/checkpoint.ts';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { emptyState } from '../../../src/engine/state/fold.ts';
import { summarise } from '../../../src/engine/state/summary.ts';

const startMs = Date.UTC(2026, 10, 23);
const hourMs = 3_600_000;

/** The facts of a day, each so many minutes after midnight. */
function stateAfter(...facts: [minute: number, body: EventBody][]) {
  return replay(
    facts.map(([minute, body], index) => ({
      v: 1,
      seq: index + 1,
      at: new Date(startMs + minute * 60_000).toISOString(),
      ...body,
    })),
  );
}

function started(run: string, over: Partial<Extract<EventBody, { type: 'run.started' }>> = {}) {
  return {
    type: 'run.started',
    run,
    resumed: false,
    product: 'tiny',
    provider: { name: 'anthropic', baseUrl: 'https://api.example', rehearsal: false },
    workers: 2,
    budgetUsd: 5,
    total: 100,
    requested: 10,
    skipped: 0,
    selection: 'limit 10',
    dryRun: false,
    ...over,
  } satisfies EventBody;
}

function ended(outcome: Extract<EventBody, { type: 'run.ended' }>['outcome']): EventBody {
  return { type: 'run.ended', outcome, reason: outcome };
}

function accepted(item: string): EventBody {
  return { type: 'item.accepted', item, sha256: 'x', sizeBytes: 1, recovered: false };
}

const escalated = (item: string): EventBody => ({ type: 'item.escalated', item, reason: 'hard' });
const parked = (item: string): EventBody => ({ type: 'item.parked', item, reason: 'silence' });
const taken = (item: string): EventBody => ({ type: 'item.started', item, title: '', worker: 0 });

function called(item: string, costUsd: number | null): EventBody {
  return {
    type: 'call.settled',
    item,
    attempt: 1,
    turn: 1,
    model: 'm',
    purpose: 'write',
    servedModel: 'm',
    usage:
      costUsd === null
        ? null
        : { input: 10, output: 20, cacheWrite5m: 3, cacheWrite1h: 4, cacheRead: 500 },
    costUsd,
    stopReason: 'tool_use',
    requestId: null,
    latencyMs: 1,
  };
}

function card(item: string, check: number, verdict: 'pass' | 'fail'): EventBody {
  const failing = verdict === 'pass' ? [] : [{ criterion: 'c', message: 'm', count: 1 }];
  const head = { type: 'card.issued', item, attempt: 1, check } as const;
  return { ...head, verdict, score: 1, failing, sha256: 's' };
}

describe('the summary', () => {
  test('of a directory in which nothing has happened knows nothing, and says so', () => {
    const summary = summarise(emptyState(), startMs);
    expect(summary).toEqual({
      run: {
        id: '',
        state: 'none',
        startedAt: null,
        activeMs: 0,
        reason: '',
        outcome: null,
        selection: '',
        parkedUntil: null,
        dryRun: false,
      },
      parked: [],
      product: '',
      provider: { name: '', baseUrl: '', rehearsal: false },
      items: { total: 0, waiting: 0, working: 0, parked: 0, accepted: 0, escalated: 0 },
      request: {
        items: 0,
        skipped: 0,
        settled: 0,
        target: null,
        accepted: 0,
        begun: 0,
        tries: null,
      },
      breakers: [],
      approvals: { waiting: 0, toPublish: 0 },
      quality: { firstPassRate: null, finalRate: null, repairs: 0, unchecked: 0 },
      money: {
        spentUsd: 0,
        runSpentUsd: 0,
        budgetUsd: null,
        todayUsd: 0,
        dailyUsd: null,
        timeZone: 'UTC',
        acceptedUsd: 0,
        wastedUsd: 0,
        openUsd: 0,
        perAcceptedUsd: null,
        unknownCostCalls: 0,
        unknownUsd: 0,
        todayUnknownUsd: 0,
      },
      tokens: { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 },
      throughput: { perHour: null },
      forecast: null,
    });
  });

  test('after several runs adds up money, tokens and quality, and times the last run alone', () => {
    const state = stateAfter(
      [0, started('run-1')],
      [0, taken('a')],
      [1, called('a', 0.3)],
      [1, card('a', 1, 'fail')],
      [1, { type: 'repair.started', item: 'a', attempt: 1, repair: 1 }],
      [2, called('a', 0.1)],
      [2, card('a', 2, 'pass')],
      [2, accepted('a')],
      [3, called('b', null)],
      [3, card('b', 1, 'fail')],
      [4, escalated('b')],
      [60, ended('interrupted')],
      [600, started('run-2', { budgetUsd: null, skipped: 2 })],
      [601, called('c', 0.2)],
      [601, card('c', 1, 'pass')],
      [620, accepted('c')],
      [625, parked('d')],
      [628, taken('e')],
    );
    const summary = summarise(state, startMs + 630 * 60_000);
    expect(summary).toMatchObject({
      run: {
        id: 'run-2',
        state: 'running',
        startedAt: '2026-11-23T10:00:00.000Z',
        activeMs: hourMs / 2,
      },
      items: { total: 100, waiting: 95, working: 1, parked: 1, accepted: 2, escalated: 1 },
      request: { items: 10, skipped: 2, settled: 3 },
      quality: { firstPassRate: 1 / 3, finalRate: 2 / 3, repairs: 1, unchecked: 0 },
      money: {
        spentUsd: 0.6,
        runSpentUsd: 0.2,
        budgetUsd: null,
        perAcceptedUsd: 0.3,
        unknownCostCalls: 1,
      },
      tokens: { input: 30, cacheWrite: 21, cacheRead: 1_500, output: 60 },
      throughput: { perHour: 2 },
    });
  });

  test('counts dollars of a run that crashed and goes on to that run', () => {
    const state = stateAfter(
      [0, started('run-1')],
      [1, called('a', 0.3)],
      [2, { ...ended('crashed'), type: 'run.ended', outcome: 'crashed', reason: '' }],
      [50, started('run-1', { resumed: true })],
      [51, called('a', 0.2)],
    );
    const { money, run } = summarise(state, startMs + 52 * 60_000);
    expect(money).toMatchObject({ spentUsd: 0.5, runSpentUsd: 0.5 });
    // Two minutes before the crash and two since; the downtime is nobody's.
    expect(run).toMatchObject({ activeMs: 4 * 60_000, startedAt: '2026-11-23T00:00:00.000Z' });
  });

  test('counts what comes to a person as done, though not as made', () => {
    const state = stateAfter([0, started('r')], [10, escalated('a')], [20, escalated('b')]);
    const { throughput, quality } = summarise(state, startMs + 20 * 60_000);
    expect(throughput).toEqual({ perHour: 0 });
    expect(quality.finalRate).toBe(0);
  });
});
