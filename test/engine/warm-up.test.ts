import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withWarmUp } from '../../src/engine/warm-up.ts';
import type { CallIo, ModelReply, ModelRequest } from '../../src/models/port.ts';
import { createFakeTime } from '../models/fake-time.ts';
import { reply } from './replies.ts';

const never = new AbortController().signal;
const failed: ModelReply = {
  type: 'failure',
  failure: { class: 'transient', message: 'cut' },
  usage: undefined,
};

function request(model = 'm', system = 'You write.'): ModelRequest {
  return {
    ...{ model, system, tools: [], messages: [], maxTokens: 1, purpose: 'write' },
    ...{ item: 'a', attempt: 1, turn: 1 },
  };
}

/** Calls behind a warm-up; each stays open until the test begins or ends it. */
function behindWarmUp() {
  const time = createFakeTime();
  const open: { io: CallIo; end(reply: ModelReply): void }[] = [];
  const call = withWarmUp((_, io) => new Promise((end) => open.push({ io, end })), { clock: time });
  const send = (of = request(), signal = never) => call(of, { signal, onDelta: () => {} });
  const begin = (n: number) => open[n]?.io.onDelta({ type: 'text', text: 'a' });
  return { time, send, open, begin };
}

describe('the first call of a model', () => {
  test('goes ahead; the others follow once its reply has begun', async () => {
    const { time, send, open, begin } = behindWarmUp();
    for (let n = 0; n < 20; n += 1) void send();
    await time.settle();
    expect(open).toHaveLength(1);
    begin(0);
    await time.settle();
    expect(open).toHaveLength(20);
  });

  test('that comes to nothing makes way for the next one', async () => {
    const { time, send, open } = behindWarmUp();
    for (let n = 0; n < 3; n += 1) void send();
    await time.settle();
    open[0]?.end(failed);
    await time.settle();
    expect(open).toHaveLength(2);
    open[1]?.end(reply([]));
    await time.settle();
    expect(open).toHaveLength(3);
  });

  test('holds up no other model, and no other prefix', async () => {
    const { time, send, open } = behindWarmUp();
    void send();
    void send(request('other'));
    void send(request('m', 'You judge.'));
    await time.settle();
    expect(open).toHaveLength(3);
  });

  test('is followed by one more when nothing was read for an hour', async () => {
    const { time, send, open, begin } = behindWarmUp();
    void send();
    begin(0);
    await time.advance(50 * 60_000);
    void send();
    await time.settle();
    begin(1);
    await time.advance(50 * 60_000);
    for (let n = 0; n < 2; n += 1) void send();
    await time.settle();
    expect(open).toHaveLength(4);
    await time.advance(60 * 60_000);
    for (let n = 0; n < 2; n += 1) void send();
    await time.settle();
    expect(open).toHaveLength(5);
  });
});

test('a call that is wanted no more does not wait', async () => {
  const { time, send, open } = behindWarmUp();
  const gone = new AbortController();
  void send();
  void send(request(), gone.signal);
  await time.settle();
  gone.abort();
  await time.settle();
  expect(open).toHaveLength(2);
});

test('whatever becomes of calls, none waits for ever and at most one writes the prefix at a time', async () => {
  const outcomes = fc.array(fc.constantFrom('begins', 'fails', 'ends'), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(outcomes, async (fates) => {
      const { time, send, open, begin } = behindWarmUp();
      const calls = fates.map(() => send());
      let isWarm = false;
      for (const [n, fate] of fates.entries()) {
        await time.settle();
        expect(open).toHaveLength(isWarm ? fates.length : n + 1);
        if (fate === 'begins') begin(n);
        open[n]?.end(fate === 'fails' ? failed : reply([]));
        isWarm ||= fate !== 'fails';
      }
      await Promise.all(calls);
    }),
    { numRuns: 100 },
  );
});
