import { describe, expect, test } from 'vitest';
import type { Failure, FailureClass } from '../../../src/models/failure.ts';
import type { CallModel, ModelMessage, ModelReply } from '../../../src/models/port.ts';
import {
  type GovernedOptions,
  type WaitEvent,
  withGovernor,
} from '../../../src/models/quota/with-governor.ts';
import { REQUEST, recordingIo } from '../call-server.ts';
import { createFakeTime } from '../fake-time.ts';
import { openLanes } from './open-lanes.ts';

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
const startMs = createFakeTime().startMs;

/** A governed model that plays replies in turn, then succeeds; on a clock that is moved by hand. */
function setUp(replies: ModelReply[], options: Partial<GovernedOptions> = {}) {
  const time = createFakeTime();
  const calledAt: number[] = [];
  const events: WaitEvent[] = [];
  const call: CallModel = async () => {
    calledAt.push(time.now() - time.startMs);
    return replies.shift() ?? DONE;
  };
  const { timeScale = 1 } = options;
  const { governor, told } = openLanes({ clock: time, timeScale });
  const governed = withGovernor(call, {
    ...{ governor, clock: time, timeScale },
    random: () => 0,
    onWait: (event) => events.push(event),
    ...options,
  });
  const send = (signal?: AbortSignal, model = REQUEST.model) =>
    governed({ ...REQUEST, model }, recordingIo(signal).io);
  return { time, calledAt, events, told, send };
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
    const retryAtMs = startMs + 20_000;
    const stated = failing({ class: 'transient', message: 'busy', retryAtMs });
    const { send, time, calledAt } = setUp([stated]);
    const reply = send();
    await time.advance(30_000);
    expect(await reply).toEqual(DONE);
    expect(calledAt).toEqual([0, 20_000]);
  });
});

describe('a throttle', () => {
  const throttle = (retryAtMs?: number) =>
    failing({ class: 'throttle', message: '429', ...(retryAtMs ? { retryAtMs } : {}) });

  test('with a time is waited for as often as it is stated', async () => {
    const replies = Array.from({ length: 50 }, (_, n) => throttle(startMs + (n + 1) * 60_000));
    const { send, time, calledAt } = setUp(replies);
    const reply = send();
    await time.advance(51 * 60_000);
    expect(await reply).toEqual(DONE);
    expect(calledAt).toHaveLength(51);
    expect(calledAt.at(-1)).toBe(50 * 60_000);
  });

  test('without a time is waited for half a minute, a few times, and then a window of unknown length', async () => {
    const { send, time, calledAt, told } = setUp(Array(20).fill(throttle()));
    const reply = send();
    await time.advance(600_000);
    expect(await reply).toMatchObject({
      failure: { class: 'quota', lane: { model: REQUEST.model } },
    });
    expect(calledAt).toEqual([0, 30_000, 60_000, 90_000, 120_000]);
    expect(told).toMatchObject([{ type: 'parked', park: { class: 'quota', resumeAtMs: null } }]);
  });

  test('whose time is already past is no busy loop', async () => {
    const { send, time, calledAt } = setUp(Array(3).fill(throttle(1)));
    const reply = send();
    await time.advance(10_000);
    await reply;
    const pauses = calledAt.slice(1).map((at, index) => at - (calledAt[index] ?? 0));
    expect(pauses).toHaveLength(3);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
  });

  test('holds back every caller of that model until its time, and no other model', async () => {
    const { send, time, calledAt, events } = setUp([throttle(startMs + 45_000)]);
    const first = send();
    await time.settle();
    const second = send();
    expect(await send(undefined, 'claude-haiku-5-5')).toEqual(DONE);
    await time.advance(44_999);
    expect(calledAt).toEqual([0, 0]);
    await time.advance(3_000);
    expect(await Promise.all([first, second])).toEqual([DONE, DONE]);
    expect(calledAt.slice(2).every((atMs) => atMs >= 45_000)).toBe(true);
    expect(events).toMatchObject([{ reason: 'throttle', untilMs: startMs + 45_000 }]);
  });

  test('lets those who waited go on spread out, not all in the same instant', async () => {
    const { send, time, calledAt } = setUp([DONE, throttle(startMs + 10_000)]);
    await send();
    const throttled = send();
    await time.settle();
    const waiting = Array.from({ length: 20 }, () => send());
    await time.advance(60_000);
    await Promise.all([throttled, ...waiting]);
    expect(new Set(calledAt.slice(2)).size).toBeGreaterThan(1);
  });

  test('is left at once when the signal aborts, as is a backoff', async () => {
    for (const reply of [throttle(startMs + 200_000), transient]) {
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

describe.each<[FailureClass, Partial<Failure>]>([
  ['quota', { limit: 'the five-hour window' }],
  ['spend-cap', { limit: 'the monthly spend limit' }],
  ['needs-person', { status: 402 }],
])('a failure of class %s', (failureClass, more) => {
  const resetMs = startMs + 5 * 3_600_000;
  const stated = { retryAtMs: resetMs, retrySource: 'the retry-after header' };
  const refusal = (at = {}) => failing({ class: failureClass, message: 'no', ...more, ...at });

  test('parks its model with the stated reset and its source: nothing is sent until then, and one probe at it', async () => {
    const { send, time, calledAt, told } = setUp([DONE, refusal(stated)]);
    await send();
    expect(await send()).toMatchObject({
      failure: { class: failureClass, lane: { model: REQUEST.model } },
    });
    expect(await send()).toMatchObject({ failure: { lane: { model: REQUEST.model } } });
    expect(told).toMatchObject([
      { type: 'parked', park: { resumeAtMs: resetMs, source: stated.retrySource, probes: 0 } },
    ]);
    await time.advance(5 * 3_600_000 - 1);
    expect(await send()).toMatchObject({ failure: { lane: { model: REQUEST.model } } });
    expect(calledAt).toHaveLength(2);
    await time.advance(1);
    expect(await Promise.all([send(), send(), send()])).toEqual([DONE, DONE, DONE]);
    expect(told.map(({ type }) => type)).toEqual(['parked', 'probe', 'resumed']);
  });

  test('without a stated reset says so, and is probed ever more rarely', async () => {
    const { send, time, told } = setUp([DONE, ...Array<ModelReply>(99).fill(refusal())]);
    await send();
    await send();
    for (let hours = 0; hours < 24; hours += 1) {
      await time.advance(3_600_000);
      await send();
    }
    const parks = told.flatMap(({ park }) => (park ? [park] : []));
    expect(parks.every(({ resumeAtMs }) => resumeAtMs === null)).toBe(true);
    expect(parks.every(({ source }) => source.startsWith('nothing'))).toBe(true);
    expect(told.filter(({ type }) => type === 'probe').length).toBeGreaterThan(3);
    expect(told.filter(({ type }) => type === 'probe').length).toBeLessThanOrEqual(24);
  });
});

describe('a refusal that needs a person', () => {
  const refused = failing({ class: 'needs-person', message: 'who are you?', status: 401 });

  test('is handed back as it is while nobody was ever answered: a start with a wrong key ends at once', async () => {
    const { send, told } = setUp([refused]);
    expect(await send()).toEqual(refused);
    expect(told).toEqual([]);
  });

  test('parks where an earlier engine of the run was answered', async () => {
    const { send, told } = setUp([refused], { hasAnswered: () => true });
    expect(await send()).toMatchObject({ failure: { lane: { model: REQUEST.model } } });
    expect(told).toMatchObject([{ type: 'parked' }]);
  });
});

test('a deterministic failure, like every other that is final, is handed back at once', async () => {
  for (const name of ['deterministic', 'budget', 'aborted'] as const) {
    const failure = failing({ class: name, message: 'no' });
    const { send, calledAt, told } = setUp([failure]);
    expect(await send()).toEqual(failure);
    expect(calledAt).toHaveLength(1);
    expect(told).toEqual([]);
  }
});

test('a call that throws leaves the way free for those behind it', async () => {
  const time = createFakeTime();
  const { governor } = openLanes({ clock: time, bounds: { min: 1, max: 1 } });
  let calls = 0;
  const call: CallModel = async () => {
    calls += 1;
    if (calls === 1) throw new Error('the disk is full');
    return DONE;
  };
  const random = () => 0;
  const options = { governor, clock: time, timeScale: 1, random, onWait: () => {} };
  const governed = withGovernor(call, options);
  const first = governed(REQUEST, recordingIo().io);
  const second = governed(REQUEST, recordingIo().io);
  await expect(first).rejects.toThrow('the disk is full');
  expect(await second).toEqual(DONE);
});

test('a time scale shortens our own pauses, not those that the provider states', async () => {
  const stated = failing({ class: 'throttle', message: '429', retryAtMs: startMs + 5_000 });
  const { send, time, calledAt } = setUp([transient, stated], { timeScale: 100 });
  const reply = send();
  await time.advance(5_000);
  await reply;
  expect(calledAt).toEqual([0, 5, 5_000]);
});
