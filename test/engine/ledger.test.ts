import { describe, expect, test } from 'vitest';
import type { EventBody } from '../../src/engine/journal/events.ts';
import { type Pricing, withLedger } from '../../src/engine/ledger.ts';
import type { ModelReply, ModelRequest } from '../../src/models/port.ts';
import { failure, reply } from './replies.ts';

const request: ModelRequest = {
  model: 'm',
  system: '',
  tools: [],
  messages: [],
  maxTokens: 1,
  purpose: 'repair',
  item: 'a',
  attempt: 2,
  turn: 3,
};
const head = { item: 'a', attempt: 2, turn: 3, model: 'm', purpose: 'repair' };
const pricing: Pricing = {
  costOf: (usage) => (usage ? usage.output / 100 : null),
  worstCaseOf: () => 7,
};

async function recorded(answer: ModelReply): Promise<EventBody[]> {
  const events: EventBody[] = [];
  let before = 0;
  const call = withLedger(
    async () => {
      before = events.length;
      return answer;
    },
    pricing,
    (body) => events.push(body),
  );
  expect(await call(request, { signal: new AbortController().signal, onDelta: () => {} })).toBe(
    answer,
  );
  expect(before).toBe(1);
  return events;
}

describe('the ledger', () => {
  test('records a call with its worst case before it is sent, and with its cost after', async () => {
    expect(await recorded(reply([]))).toEqual([
      { type: 'call.started', ...head, reservedUsd: 7 },
      expect.objectContaining({
        type: 'call.settled',
        ...head,
        costUsd: 0.5,
        stopReason: 'end_turn',
        servedModel: 'served',
        requestId: 'req_1',
      }),
    ]);
  });

  test('knows no cost where no usage was reported', async () => {
    const [, ended] = await recorded({ ...reply([]), usage: undefined, requestId: undefined });
    expect(ended).toMatchObject({
      type: 'call.settled',
      usage: null,
      costUsd: null,
      requestId: null,
    });
  });

  test('counts a refusal by status as free', async () => {
    const refused: ModelReply = {
      type: 'failure',
      failure: { class: 'throttle', status: 429, message: 'x'.repeat(2_000) },
      usage: undefined,
    };
    const [, ended] = await recorded(refused);
    expect(ended).toMatchObject({
      type: 'call.failed',
      class: 'throttle',
      costUsd: 0,
      usage: null,
    });
    expect(ended).toHaveProperty('message', 'x'.repeat(500));
  });

  test('counts a call that was cut as of unknown cost, never as free', async () => {
    const usage = { input: 1, output: 1, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
    for (const cut of [failure('transient'), { ...failure('transient'), usage }]) {
      const [, ended] = await recorded(cut);
      expect(ended).toMatchObject({ type: 'call.failed', costUsd: null, usage: cut.usage ?? null });
    }
  });

  test('does not record a latency below zero when the clock was set back', async () => {
    const [, ended] = await recorded({ ...reply([]), latencyMs: -5_000 });
    expect(ended).toMatchObject({ latencyMs: 0 });
  });
});
