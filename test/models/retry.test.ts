import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/models/failure.ts';
import type { CallModel, ModelMessage, ModelReply } from '../../src/models/port.ts';
import { type RetryOptions, type WaitEvent, withRetry } from '../../src/models/retry.ts';
import { createThrottleGate } from '../../src/models/throttle-gate.ts';
import { REQUEST, recordingIo } from './call-server.ts';
import { createFakeTime } from './fake-time.ts';

const DONE: ModelMessage = {
  type: 'message',
  content: [],
  stopReason: 'end_turn',
  usage: undefined,
  servedModel: 'm',
  requestId: undefined,
  latencyMs: 1,
};
const failing = (failure: Failure): ModelReply => ({ type: 'failure', failure, usage: undefined });
const transient = failing({ class: 'transient', message: 'cut' });

/** A retrying model that plays replies in turn, then succeeds; on a clock that is moved by hand. */
function setUp(replies: ModelReply[], options: Partial<RetryOptions> = {}) {
  const time = createFakeTime();
  const calledAt: number[] = [];
  const events: WaitEvent[] = [];
  const call: CallModel = async () => {
    calledAt.push(time.now() - time.startMs);
    return replies.shift() ?? DONE;
  };
  const random = () => 0;
  const gate = createThrottleGate({ clock: time, random });
  const retrying = withRetry(call, {
    clock: time,
    random,
    gate,
    onWait: (event) => events.push(event),
    ...options,
  });
  const send = (signal?: AbortSignal, model = REQUEST.model) =>
    retrying({ ...REQUEST, model }, recordingIo(signal).io);
  return { time, calledAt, events, gate, send };
}

describe('a transient failure', () => {
  test('is tried again after growing pauses, up to a bound', async () => {
    const { send, time, calledAt } = setUp(Array(20).fill(transient));
    const reply = send();
    await time.advance(600_000);
    expect(await reply).toEqual(transient);
    const pauses = calledAt.slice(1).map((at, index) => at - (calledAt[index] ?? 0));
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('that costs nothing is an outage once the provider has answered: it is sat out for hours', async () => {
    const overloaded = failing({ class: 'transient', message: 'overloaded', status: 529 });
    const outage = [DONE, ...Array<ModelReply>(100).fill(overloaded)];
    const { send, time } = setUp(outage);
    expect(await send()).toEqual(DONE);
    const reply = send();
    await time.advance(2 * 3_600_000);
    expect(await reply).toEqual(DONE);
  });

  test('is given up after a bound when nobody was ever answered, and when the outage is too long', async () => {
    const refused = failing({ class: 'transient', message: 'refused', notSent: true });
    const never = setUp(Array(20).fill(refused));
    const first = never.send();
    await never.time.advance(600_000);
    expect(await first).toEqual(refused);
    const long = setUp([DONE, ...Array<ModelReply>(1_000).fill(refused)], {
      maxOutageMs: 3_600_000,
    });
    await long.send();
    const second = long.send();
    await long.time.advance(2 * 3_600_000);
    expect(await second).toEqual(refused);
  });

  test('is not waited for once the run is stopping', async () => {
    const stop = new AbortController();
    const { send } = setUp(Array(20).fill(transient), { stopping: stop.signal });
    const reply = send();
    stop.abort();
    expect(await reply).toMatchObject({ failure: { class: 'aborted' } });
  });

  test('pauses up to twice as long by chance, so that callers spread', async () => {
    const { send, time, calledAt } = setUp([transient], { random: () => 0.999 });
    const reply = send();
    await time.advance(2_000);
    expect(await reply).toEqual(DONE);
    expect(calledAt[1]).toBeGreaterThan(990);
  });

  test('waits as long as the provider states', async () => {
    const retryAtMs = createFakeTime().startMs + 20_000;
    const stated = failing({ class: 'transient', message: 'busy', retryAtMs });
    const { send, time, calledAt } = setUp([stated]);
    const reply = send();
    await time.advance(30_000);
    expect(await reply).toEqual(DONE);
    expect(calledAt).toEqual([0, 20_000]);
  });

  test('tells what the failed call had used', async () => {
    const usage = { input: 9, output: 1, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
    const { send, time, events } = setUp([{ ...transient, usage } as ModelReply]);
    const reply = send();
    await time.advance(1_000);
    await reply;
    expect(events).toMatchObject([{ reason: 'transient', usage, request: { item: 'two-sum' } }]);
  });
});

describe('a throttle', () => {
  const throttle = (retryAtMs?: number) =>
    failing({ class: 'throttle', message: '429', ...(retryAtMs ? { retryAtMs } : {}) });

  test('with a time is waited for as often as it is stated', async () => {
    const start = createFakeTime().startMs;
    const replies = Array.from({ length: 50 }, (_, n) => throttle(start + (n + 1) * 60_000));
    const { send, time, calledAt } = setUp(replies);
    const reply = send();
    await time.advance(51 * 60_000);
    expect(await reply).toEqual(DONE);
    expect(calledAt).toHaveLength(51);
    expect(calledAt.at(-1)).toBe(50 * 60_000);
  });

  test('without a time is waited for half a minute, a bounded number of times', async () => {
    const { send, time, calledAt } = setUp(Array(20).fill(throttle()), { maxTransient: 3 });
    const reply = send();
    await time.advance(600_000);
    expect(await reply).toEqual(throttle());
    expect(calledAt).toEqual([0, 30_000, 60_000, 90_000]);
  });

  test('whose time is already past is no busy loop', async () => {
    const { send, time, calledAt } = setUp(Array(3).fill(throttle(1)));
    const reply = send();
    await time.advance(10_000);
    await reply;
    expect(calledAt).toEqual([0, 1_000, 2_000, 3_000]);
  });

  test('pauses every caller of that model until its time, and no other model', async () => {
    const start = createFakeTime().startMs;
    const { send, time, calledAt } = setUp([throttle(start + 45_000)]);
    const first = send();
    await time.settle();
    const second = send();
    const other = send(undefined, 'claude-haiku-5-5');
    expect(await other).toEqual(DONE);
    await time.advance(44_999);
    expect(calledAt).toEqual([0, 0]);
    await time.advance(1);
    expect(await Promise.all([first, second])).toEqual([DONE, DONE]);
    expect(calledAt).toEqual([0, 0, 45_000, 45_000]);
  });

  test('is waited for in ticks of at most a minute on the wall clock', async () => {
    const start = createFakeTime().startMs;
    const quota = failing({ class: 'quota', message: '429', retryAtMs: start + 40 * 86_400_000 });
    const { send, time, calledAt } = setUp([quota]);
    const reply = send();
    await time.settle();
    time.setForward(40 * 86_400_000);
    await time.advance(60_000);
    expect(await reply).toEqual(DONE);
    expect(Math.max(...time.slept)).toBe(60_000);
    expect(calledAt).toHaveLength(2);
  });

  test('is left at once when the signal aborts, as is a backoff', async () => {
    const start = createFakeTime().startMs;
    for (const reply of [throttle(start + 9_000_000), transient]) {
      const { send, time, calledAt } = setUp([reply]);
      const controller = new AbortController();
      const sent = send(controller.signal);
      await time.settle();
      controller.abort();
      expect(await sent).toMatchObject({ type: 'failure', failure: { class: 'aborted' } });
      expect(calledAt).toEqual([0]);
    }
  });
});

test('every other failure is handed back at once', async () => {
  const classes = ['spend-cap', 'needs-person', 'deterministic', 'budget', 'aborted'] as const;
  for (const name of classes) {
    const failure = failing({ class: name, message: 'no' });
    const { send, calledAt } = setUp([failure]);
    expect(await send()).toEqual(failure);
    expect(calledAt).toHaveLength(1);
  }
});

test('a time scale shortens our own pauses, not those that the provider states', async () => {
  const start = createFakeTime().startMs;
  const stated = failing({ class: 'throttle', message: '429', retryAtMs: start + 5_000 });
  const { send, time, calledAt } = setUp([transient, stated], { timeScale: 100 });
  const reply = send();
  await time.advance(5_000);
  await reply;
  expect(calledAt).toEqual([0, 5, 5_000]);
});
