import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createWaitList } from '../../../src/engine/approvals/wait-list.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Somebody who waits, and whether it is over. */
function waiter(list: ReturnType<typeof createWaitList>, signal: AbortSignal) {
  const seen = { isOver: false };
  void list.wait(signal).then(() => {
    seen.isOver = true;
  });
  return seen;
}

describe('a wait list', () => {
  test('lets everybody go who waits when it is woken, and nobody who comes later', async () => {
    const list = createWaitList();
    const { signal } = new AbortController();
    const early = [waiter(list, signal), waiter(list, signal)];
    await settled();
    expect(early).toEqual([{ isOver: false }, { isOver: false }]);
    list.wake();
    const late = waiter(list, signal);
    await settled();
    expect(early).toEqual([{ isOver: true }, { isOver: true }]);
    expect(late.isOver).toBe(false);
  });

  test('lets one go whose signal aborts, at once or before it came', async () => {
    const list = createWaitList();
    const abort = new AbortController();
    const aborted = waiter(list, abort.signal);
    const other = waiter(list, new AbortController().signal);
    abort.abort();
    const tooLate = waiter(list, abort.signal);
    await settled();
    expect([aborted.isOver, tooLate.isOver, other.isOver]).toEqual([true, true, false]);
  });

  test('leaves nothing behind on a signal, however often one waits with it', async () => {
    const list = createWaitList();
    const { signal } = new AbortController();
    for (let n = 0; n < 100; n += 1) {
      const waiting = list.wait(signal);
      expect(getEventListeners(signal, 'abort').length).toBe(1);
      list.wake();
      await waiting;
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
