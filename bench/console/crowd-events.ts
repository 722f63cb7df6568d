import type { EventBody, Tick } from '../../src/engine/journal/events.ts';

const model = 'claude-sonnet-5-5';
const words = 'so the complement of 7 is 2, and that is what the map is asked for; ';

/** What a busy floor would put on record, step after step: one worker's life with item after item. */
export function* workerLife(worker: number, nextItem: () => string): Generator<EventBody> {
  for (;;) {
    const item = nextItem();
    yield { type: 'item.started', item, title: `Title of ${item}`, worker };
    const attempt = 1;
    yield { type: 'attempt.started', item, attempt, route: 'must-succeed', model, reason: 'route' };
    for (let turn = 1; turn <= 3; turn += 1) {
      yield* oneTurn(item, turn);
      if (turn < 3) yield* failedCard(item, turn);
    }
    const card = { item, attempt, check: 3, score: 1, failing: [], sha256: 'ab' };
    yield { type: 'card.issued', verdict: 'pass', ...card };
    yield { type: 'attempt.ended', item, attempt, outcome: 'passed', detail: 'it passed' };
    yield { type: 'item.accepted', item, sha256: 'ab', sizeBytes: 40_000, recovered: false };
  }
}

function* oneTurn(item: string, turn: number): Generator<EventBody> {
  const call = { item, attempt: 1, turn, model, purpose: turn > 1 ? 'repair' : 'write' } as const;
  yield { type: 'call.started', ...call, reservedUsd: 0.3 };
  yield {
    type: 'call.settled',
    ...call,
    servedModel: model,
    usage: { input: 400, output: 1_800, cacheWrite5m: 900, cacheWrite1h: 0, cacheRead: 7_000 },
    costUsd: 0.0312,
    stopReason: 'tool_use',
    requestId: null,
    latencyMs: 9_000,
  };
  const tool = { item, attempt: 1, turn, tool: 'edit_file', isError: false };
  yield { type: 'tool.called', ...tool, summary: 'Edited lesson.json at line 12.' };
}

function* failedCard(item: string, check: number): Generator<EventBody> {
  const criterion = `criterion-${check * 7}`;
  yield {
    type: 'card.issued',
    item,
    attempt: 1,
    check,
    verdict: 'fail',
    score: 0.8,
    failing: [{ criterion, message: 'expected nine fields, found eight', count: 2 }],
    sha256: 'ab',
  };
  yield { type: 'repair.started', item, attempt: 1, repair: check };
}

/** A piece of a stream, and now and then another phase. */
export function* stream(worker: number): Generator<Tick> {
  for (let n = 0; ; n += 1) {
    const phase = (['thinking', 'writing', 'writing', 'tools'] as const)[n % 4] ?? 'writing';
    if (n % 25 === 0) yield { type: 'phase', worker, phase };
    yield { type: 'delta', worker, text: words.slice(n % 20, (n % 20) + 24) };
  }
}
