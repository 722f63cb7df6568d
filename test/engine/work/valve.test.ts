import { describe, expect, test } from 'vitest';
import { createValve, withValve } from '../../../src/engine/work/valve.ts';
import type { ModelRequest } from '../../../src/models/port.ts';
import { reply } from '../replies.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));
const request: ModelRequest = {
  model: 'm',
  system: '',
  tools: [],
  messages: [],
  maxTokens: 1,
  purpose: 'write',
  item: 'a',
  attempt: 1,
  turn: 1,
};

/** Calls through a valve, and how many got through. */
function behindValve() {
  const valve = createValve();
  let through = 0;
  const held = Promise.withResolvers<void>();
  const call = withValve(async () => {
    through += 1;
    await held.promise;
    return reply([]);
  }, valve);
  const send = (signal = new AbortController().signal) =>
    call(request, { signal, onDelta: () => {} });
  return { valve, send, through: () => through, finish: held.resolve };
}

describe('the valve', () => {
  test('lets calls go while it is open', async () => {
    const { send, finish } = behindValve();
    finish();
    expect(await send()).toMatchObject({ type: 'message' });
  });

  test('holds calls back while paused, and lets all of them go when resumed', async () => {
    const { valve, send, through, finish } = behindValve();
    valve.pause();
    const calls = [send(), send(), send()];
    await settled();
    expect(through()).toBe(0);
    expect(valve.state()).toBe('paused');
    valve.resume();
    finish();
    expect((await Promise.all(calls)).every(({ type }) => type === 'message')).toBe(true);
    expect(through()).toBe(3);
  });

  test('holds them on when it is resumed and paused again at once', async () => {
    const { valve, send, through } = behindValve();
    valve.pause();
    void send();
    await settled();
    valve.resume();
    valve.pause();
    await settled();
    expect(through()).toBe(0);
  });

  test('lets calls in flight finish when it is paused or closed', async () => {
    const { valve, send, finish } = behindValve();
    const calls = [send(), send()];
    await settled();
    valve.pause();
    valve.close();
    finish();
    expect((await Promise.all(calls)).every(({ type }) => type === 'message')).toBe(true);
  });

  test('turns away those who wait, and all who come later, once it is closed, for good', async () => {
    const { valve, send, through } = behindValve();
    valve.pause();
    const waiting = send();
    await settled();
    valve.close();
    valve.resume();
    valve.pause();
    expect(valve.state()).toBe('closed');
    for (const turnedAway of [waiting, send()]) {
      expect(await turnedAway).toEqual({
        type: 'failure',
        failure: { class: 'aborted', message: 'the run is stopping' },
        usage: undefined,
      });
    }
    expect(through()).toBe(0);
  });

  test('lets a call that waits be aborted, and takes none that is aborted already', async () => {
    const { valve, send, through } = behindValve();
    const abort = new AbortController();
    valve.pause();
    const waiting = send(abort.signal);
    abort.abort();
    expect(await waiting).toMatchObject({ failure: { class: 'aborted' } });
    valve.resume();
    expect(await send(abort.signal)).toMatchObject({ failure: { class: 'aborted' } });
    expect(through()).toBe(0);
  });
});
