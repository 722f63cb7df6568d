import { expect, test } from 'vitest';
import type { Probe } from '../../src/sandbox/executor.ts';
import { onceOver } from '../../src/sandbox/once-over.ts';

const ready: Probe = { type: 'ready', engine: 'x', version: '1', isolation: 'none' };

test('a probe is made once for all who ask, at once or later', async () => {
  let made = 0;
  const probe = onceOver(async () => {
    made += 1;
    return ready;
  });
  const { signal } = new AbortController();
  expect(await Promise.all([probe({ signal }), probe({ signal })])).toEqual([ready, ready]);
  expect(await probe({ signal })).toBe(ready);
  expect(made).toBe(1);
});

test('a probe that is broken off is no answer: whoever else waits for it makes another one', async () => {
  const gone = new AbortController();
  const probe = onceOver(async ({ signal }) => {
    await Promise.resolve();
    signal.throwIfAborted();
    return ready;
  });
  const first = probe({ signal: gone.signal });
  const others = [1, 2].map(() => probe({ signal: new AbortController().signal }));
  gone.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  expect(await Promise.all(others)).toEqual([ready, ready]);
});
