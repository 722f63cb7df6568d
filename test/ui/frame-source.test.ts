import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeFrame } from '../../src/ui/frame.ts';
import { createFrameSource } from '../../src/ui/frame-source.ts';
import { shownNotice } from '../../src/ui/selectors.ts';
import { cardFailed, handFed, runStarted, sessionOver, streams, working } from './factory.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('frames', () => {
  it('come at once after a quiet time, then four a second however much happens', () => {
    const fed = handFed();
    const source = createFrameSource(sessionOver(fed).session, fed.now);
    const frames = vi.fn();
    source.subscribe(frames);
    fed.record(runStarted());
    vi.advanceTimersByTime(1);
    expect(frames).toHaveBeenCalledTimes(1);
    for (let ms = 0; ms < 1000; ms += 10) {
      streams(fed, 0, 'writing', 'word ');
      vi.advanceTimersByTime(10);
    }
    expect(frames.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(frames.mock.calls.length).toBeLessThanOrEqual(5);
    source.close();
  });

  it('do not come while nothing changes and nobody works', () => {
    const fed = handFed();
    fed.record(runStarted());
    const source = createFrameSource(sessionOver(fed).session, fed.now);
    const frames = vi.fn();
    source.subscribe(frames);
    vi.advanceTimersByTime(3_600_000);
    expect(frames).not.toHaveBeenCalled();
    source.close();
  });

  it('come once a second while a worker is busy, and stop when the console goes', () => {
    const fed = handFed();
    fed.record(runStarted(), ...working('two-sum', 0));
    const source = createFrameSource(sessionOver(fed).session, fed.now);
    const frames = vi.fn();
    source.subscribe(frames);
    vi.advanceTimersByTime(10_100);
    expect(frames).toHaveBeenCalledTimes(10);
    source.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('show the last change before a quiet time', () => {
    const fed = handFed();
    const source = createFrameSource(sessionOver(fed).session, fed.now);
    fed.record(runStarted());
    vi.advanceTimersByTime(1);
    fed.record({ type: 'workers.changed', workers: 9, by: 'operator' });
    vi.advanceTimersByTime(250);
    expect(source.getFrame().workers).toHaveLength(9);
    source.close();
  });
});

describe('a frame', () => {
  it('keeps the identity of what did not change, so that its panes are not drawn again', () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 2 }), ...working('two-sum', 0), ...working('n-queens', 1));
    fed.record(...cardFailed('two-sum', 'states-complete'));
    const first = takeFrame(sessionOver(fed).session, fed.now());
    streams(fed, 1, 'writing', 'hello');
    const second = takeFrame(sessionOver(fed).session, fed.now(), first);
    expect(second.workers[0]).toBe(first.workers[0]);
    expect(second.workers[1]).not.toBe(first.workers[1]);
    expect(second.failures).toBe(first.failures);
    expect(takeFrame(sessionOver(fed).session, fed.now(), second).workers).toBe(second.workers);
  });

  it('keeps a place for each worker that is idle', () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 3 }), ...working('two-sum', 0));
    const first = takeFrame(sessionOver(fed).session, fed.now());
    expect(first.workers.map(({ worker }) => worker)).toEqual([0, 1, 2]);
    fed.record({ type: 'item.released', item: 'two-sum', reason: 'stopped' });
    const second = takeFrame(sessionOver(fed).session, fed.now(), first);
    expect(second.workers.map(({ worker, busy }) => [worker, busy])).toEqual([
      [0, false],
      [1, false],
      [2, false],
    ]);
  });
});

it('a notice that only informs is shown for a minute, then the warning before it again', () => {
  const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
  const warning = { at: at(0), level: 'warning' as const, message: 'the clock jumped' };
  const info = { at: at(10), level: 'info' as const, message: 'skipped' };
  const shown = (minutes: number) =>
    shownNotice({ notices: [warning, info] }, minutes * 60_000)?.message;
  expect([shown(10.5), shown(11), shown(99)]).toEqual([
    'skipped',
    'the clock jumped',
    'the clock jumped',
  ]);
  expect(shownNotice({ notices: [info] }, 12 * 60_000)).toBeUndefined();
});
