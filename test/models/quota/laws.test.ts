import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ModelMessage, ModelReply } from '../../../src/models/port.ts';
import type { Pass } from '../../../src/models/quota/lane.ts';
import type { Park } from '../../../src/models/quota/park.ts';
import { REQUEST } from '../call-server.ts';
import { createFakeTime } from '../fake-time.ts';
import { openLanes } from './open-lanes.ts';

const never = new AbortController().signal;
const answer: ModelMessage = {
  type: 'message',
  content: [],
  stopReason: 'end_turn',
  usage: { input: 10, output: 10, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 },
  servedModel: 'm',
  requestId: undefined,
  latencyMs: 1_000,
};
const refusals = {
  throttle: { class: 'throttle', message: '429', status: 429 },
  overloaded: { class: 'transient', message: '529', status: 529 },
  quota: { class: 'quota', message: 'window', status: 429 },
  outage: { class: 'transient', message: 'it broke off' },
  aborted: { class: 'aborted', message: 'cut off by us' },
} as const;

type Go = Extract<Pass, { type: 'go' }>;
const steps = fc.array(
  fc.record({
    what: fc.constantFrom(
      'call',
      'call',
      'answer',
      'answer',
      'throttle',
      'overloaded',
      'quota',
      'pass',
      'outage',
      'aborted',
      'drop',
      'leave',
    ),
    ms: fc.nat({ max: 400_000 }),
  }),
  { maxLength: 80 },
);

test('whatever comes, calls under way stay within the bounds, nobody is let through a park but one probe, no place is lost, and in the end all are answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 3, max: 8 }),
      async (taken, min, max) => {
        const time = createFakeTime();
        const { governor } = openLanes({ clock: time, bounds: { min, max } });
        const lane = governor.lane({ model: 'm' });
        const inFlight: Go[] = [];
        let waiting = 0;
        let probe: Go | undefined;
        const leavers: AbortController[] = [];
        const send = async () => {
          waiting += 1;
          const wasParked = lane.park() !== undefined;
          const leaving = new AbortController();
          leavers.push(leaving);
          const pass = await lane.pass(REQUEST, leaving.signal);
          waiting -= 1;
          if (pass.type !== 'go') return;
          inFlight.push(pass);
          // While one is under way nobody else is let go.
          if (lane.standing() === 'probing') {
            expect(inFlight).not.toContain(probe);
            probe = pass;
          }
          expect(inFlight.length).toBeLessThanOrEqual(max + (wasParked ? 1 : 0));
        };
        const settle = (reply: ModelReply) => inFlight.shift()?.settle(reply);
        for (const { what, ms } of taken) {
          if (what === 'call') void send();
          else if (what === 'pass') await time.advance(ms);
          else if (what === 'answer') settle(answer);
          else if (what === 'drop') inFlight.shift()?.drop();
          else if (what === 'leave') leavers[ms % Math.max(1, leavers.length)]?.abort();
          else {
            const failure = { ...refusals[what], retryAtMs: time.now() + ms };
            settle({ type: 'failure', failure, usage: undefined });
          }
          await time.settle();
        }
        for (let round = 0; round < 500 && (waiting > 0 || inFlight.length > 0); round += 1) {
          settle(answer);
          await time.advance(5_000);
        }
        expect({ waiting, inFlight: inFlight.length }).toEqual({ waiting: 0, inFlight: 0 });
        for (let left = min; left > 0; left -= 1) void send();
        await time.advance(400_000);
        // A place that was lost on the way would be lacking now.
        if (lane.park() === undefined) expect(inFlight.length).toBe(min);
      },
    ),
    { numRuns: 60 },
  );
});

const parked = (more: Partial<Park> = {}): Park => ({
  class: 'quota',
  reason: 'the five-hour window',
  resumeAtMs: createFakeTime().startMs + 18_000_000,
  source: 'the retry-after header',
  probeAtMs: createFakeTime().startMs + 18_000_000,
  probes: 0,
  ...more,
});

test('after a reset exactly one probe goes out; answered, the others follow from the fewest up', async () => {
  const time = createFakeTime();
  const kept = new Map([['m', parked()]]);
  const { governor, told } = openLanes({ clock: time, bounds: { min: 1, max: 8 }, parked: kept });
  const lane = governor.lane({ model: 'm' });
  expect((await lane.pass(REQUEST, never)).type).toBe('parked');
  await time.advance(18_000_000);
  const going: Go[] = [];
  for (let n = 0; n < 20; n += 1) {
    void lane.pass(REQUEST, never).then((pass) => pass.type === 'go' && going.push(pass));
  }
  await time.settle();
  expect(going).toHaveLength(1);
  expect(lane.standing()).toBe('probing');
  const rounds: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const pass of going.splice(0)) pass.settle(answer);
    await time.settle();
    rounds.push(going.length);
  }
  expect(rounds).toEqual([1, 2, 4, 4]);
  expect(told.map(({ type }) => type)).toEqual(['probe', 'resumed']);
});

test('a clock set back by hours makes no park longer than it was, one set forward sends the probe at once', async () => {
  for (const [jumpMs, afterMs] of [
    [-10_000_000, 18_000_000],
    [18_000_000, 60_000],
  ] as const) {
    const time = createFakeTime();
    const kept = new Map([['m', parked()]]);
    let wakes = 0;
    const onDue = () => {
      wakes += 1;
    };
    const { governor } = openLanes({ clock: time, parked: kept, onDue });
    const lane = governor.lane({ model: 'm' });
    await time.settle();
    time.setForward(jumpMs);
    await time.advance(Math.max(afterMs, -jumpMs + afterMs));
    expect(lane.standing()).toBe('due');
    expect(wakes).toBe(1);
    expect(Math.max(...time.slept)).toBeLessThanOrEqual(60_000);
  }
});

test('a reset that is further away than a timer can wait is waited for all the same', async () => {
  const time = createFakeTime();
  const atMs = time.startMs + 40 * 86_400_000;
  const kept = new Map([['m', parked({ resumeAtMs: atMs, probeAtMs: atMs })]]);
  const { governor } = openLanes({ clock: time, parked: kept });
  const lane = governor.lane({ model: 'm' });
  await time.settle();
  time.setForward(39 * 86_400_000);
  await time.advance(60_000);
  expect(lane.standing()).toBe('parked');
  time.setForward(86_400_000);
  await time.advance(60_000);
  expect(lane.standing()).toBe('due');
});

test('a probe that is cut off, breaks off or never comes to its end is owed: another goes out, one at a time', async () => {
  const time = createFakeTime();
  const kept = new Map([['m', parked({ probeAtMs: time.startMs })]]);
  const { governor, told } = openLanes({ clock: time, parked: kept });
  const lane = governor.lane({ model: 'm' });
  const probe = async () => {
    const pass = await lane.pass(REQUEST, never);
    if (pass.type !== 'go') throw new Error(`the probe does not go: ${pass.type}`);
    return pass;
  };
  (await probe()).settle({ type: 'failure', failure: refusals.aborted, usage: undefined });
  expect(lane.standing()).toBe('due');
  (await probe()).drop();
  expect(lane.standing()).toBe('due');
  (await probe()).settle({ type: 'failure', failure: refusals.outage, usage: undefined });
  expect(lane.standing()).toBe('parked');
  await time.advance(120_000);
  const last = await probe();
  expect(lane.standing()).toBe('probing');
  last.settle(answer);
  expect(lane.standing()).toBe('open');
  expect(told.filter(({ type }) => type === 'probe')).toHaveLength(4);
});

test('whoever waits behind a probe leaves at once when the run stops, and takes no place along', async () => {
  const time = createFakeTime();
  const kept = new Map([['m', parked({ probeAtMs: time.startMs })]]);
  const { governor } = openLanes({ clock: time, bounds: { min: 1, max: 1 }, parked: kept });
  const lane = governor.lane({ model: 'm' });
  const stopping = new AbortController();
  const first = await lane.pass(REQUEST, never);
  const behind = [1, 2, 3].map(() => lane.pass(REQUEST, stopping.signal));
  stopping.abort();
  expect((await Promise.all(behind)).map(({ type }) => type)).toEqual([
    ...['aborted', 'aborted', 'aborted'],
  ]);
  if (first.type === 'go') first.settle(answer);
  expect((await lane.pass(REQUEST, never)).type).toBe('go');
});

test('a probe that cannot be put on record fails alone: those behind it are let go', async () => {
  const time = createFakeTime();
  const kept = new Map([['m', parked({ probeAtMs: time.startMs })]]);
  const full = new Error('no space left on device');
  let isFull = true;
  const { governor } = openLanes({
    clock: time,
    parked: kept,
    onProbe: () => {
      if (isFull) throw full;
    },
  });
  const lane = governor.lane({ model: 'm' });
  await expect(lane.pass(REQUEST, never)).rejects.toBe(full);
  isFull = false;
  expect((await lane.pass(REQUEST, never)).type).toBe('go');
});
