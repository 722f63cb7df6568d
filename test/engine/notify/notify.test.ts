import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { createStore } from '../../../src/engine/journal/store.ts';
import { type Message, notifyPerson } from '../../../src/engine/notify/notify.ts';
import { createFakeTime } from '../../models/fake-time.ts';

const minuteMs = 60_000;

function listen(deliver: (message: Message) => Promise<void> = async () => {}) {
  const time = createFakeTime();
  const store = createStore();
  const messages: Message[] = [];
  const toldAtMs: number[] = [];
  const failures: unknown[] = [];
  const notifier = notifyPerson({
    ...{ store, clock: time, everyMs: 10 * minuteMs },
    deliver: async (message) => {
      messages.push(message);
      toldAtMs.push(time.now());
      await deliver(message);
    },
    onFailed: (reason) => failures.push(reason),
  });
  onTestFinished(() => notifier.close());
  let seq = 0;
  const happens = (body: EventBody) => {
    seq += 1;
    store.apply({ v: 1, seq, at: new Date(time.now()).toISOString(), ...body });
  };
  const titles = () => messages.map(({ title }) => title);
  return { time, happens, messages, titles, toldAtMs, failures, notifier };
}

const escalated = (item: string): EventBody => ({
  ...{ type: 'item.escalated', item, reason: 'its route is exhausted' },
});
const ended: EventBody = { type: 'run.ended', outcome: 'finished', reason: 'nothing is left' };

describe('a person', () => {
  test('is told at once when they are needed, then of what has gathered', async () => {
    const { time, happens, messages, titles } = listen();
    happens(escalated('two-sum'));
    await time.settle();
    expect(titles()).toEqual(['two-sum is handed to you: its route is exhausted']);
    for (const item of ['a', 'b', 'c']) happens(escalated(item));
    await time.advance(9 * minuteMs);
    expect(messages).toHaveLength(1);
    await time.advance(minuteMs);
    expect(titles()[1]).toBe('3 things need you');
    expect(messages[1]?.lines).toHaveLength(3);
    await time.advance(60 * minuteMs);
    expect(messages).toHaveLength(2);
  });

  test('is told of the end of a run at once, with what had gathered', async () => {
    const { time, happens, messages } = listen();
    happens(escalated('a'));
    happens(escalated('b'));
    happens(ended);
    await time.settle();
    expect(messages.map(({ kind }) => kind)).toEqual(['person-needed', 'run-ended']);
    expect(messages[1]).toMatchObject({ lines: ['b is handed to you: its route is exhausted'] });
    expect(messages[1]?.title).toContain('finished');
  });

  test('is not told of what needs nobody', async () => {
    const { time, happens, messages } = listen();
    happens({ type: 'notice.given', level: 'warning', message: 'a lock was taken over' });
    happens({ type: 'action.ended', id: 'x', item: 'a', outcome: 'done', text: 'copied' });
    await time.advance(60 * minuteMs);
    expect(messages).toEqual([]);
  });

  test('is told of an action whose outcome nobody knows, and of errors', async () => {
    const { time, happens, titles } = listen();
    happens({ type: 'action.ended', id: 'x', item: 'a', outcome: 'unknown', text: 'cut\noff' });
    happens({ type: 'notice.given', level: 'error', message: 'the disk is full' });
    await time.advance(10 * minuteMs);
    expect(titles()).toEqual([
      'a: an approved action may have happened or not: cut',
      'the disk is full',
    ]);
  });
});

test('a delivery that fails is told of, and the next one is tried', async () => {
  let tries = 0;
  const { time, happens, failures, messages } = listen(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no route to host');
  });
  happens(escalated('a'));
  await time.advance(minuteMs);
  happens(escalated('b'));
  await time.advance(10 * minuteMs);
  expect(failures).toEqual([new Error('no route to host')]);
  expect(messages).toHaveLength(2);
});

test('closing waits for a message on its way', async () => {
  const arrived = Promise.withResolvers<void>();
  const { happens, notifier } = listen(() => arrived.promise);
  happens(ended);
  let isClosed = false;
  const closed = notifier.close().then(() => {
    isClosed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(false);
  arrived.resolve();
  await closed;
});

test('every notice is in exactly one message or counted there, and messages keep their distance', async () => {
  const steps = fc.array(fc.record({ afterMs: fc.nat(4 * minuteMs), many: fc.nat(30) }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { time, happens, messages, toldAtMs, notifier } = listen();
      let count = 0;
      for (const { afterMs, many } of all) {
        await time.advance(afterMs);
        for (let n = 0; n < many; n += 1) happens(escalated(`item-${count + n}`));
        count += many;
      }
      await time.settle();
      const apartMs = toldAtMs.slice(1).map((atMs, n) => atMs - (toldAtMs[n] ?? 0));
      happens(ended);
      await notifier.close();
      const told = messages.reduce(
        (sum, { kind, lines, more }) =>
          sum + (kind === 'person-needed' && lines.length === 0 ? 1 : lines.length + more),
        0,
      );
      expect(told).toBe(count);
      expect(Math.min(...apartMs, 10 * minuteMs)).toBe(10 * minuteMs);
    }),
    { numRuns: 50 },
  );
});
