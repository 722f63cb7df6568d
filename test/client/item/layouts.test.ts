import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLayouts, type Layouts } from '../../../src/client/item/layouts.ts';
import { createLru } from '../../../src/client/item/lru.ts';
import { openTranscript } from '../../../src/client/item/transcript.ts';
import type { TranscriptRow } from '../../../src/client/item/transcript-rows.ts';
import {
  addEntries,
  call,
  emptyContent,
  opened,
  replied,
  result,
  told,
  writeTranscript,
} from './transcripts.ts';

function textOf(layouts: Layouts, row: TranscriptRow | undefined): string[] | undefined {
  const layout = row && layouts.get(row, 40);
  return layout?.lines(0, layout.lineCount).map(({ text }) => text);
}

test('an unfolded row is read once, told of when it is ready, and read anew when its result came', async () => {
  const paths = await emptyContent();
  const file = await writeTranscript(paths, [opened(), replied(1, [call('a', 'validate', 'now')])]);
  const transcript = openTranscript(paths.item('item-0'));
  await transcript.refresh();
  const ready = Promise.withResolvers<void>();
  const layouts = createLayouts(transcript.read, () => ready.resolve());
  expect(textOf(layouts, transcript.getRows()[2])).toBeUndefined();
  await ready.promise;
  expect(textOf(layouts, transcript.getRows()[2])).toEqual(['"now"', 'no result yet']);
  await addEntries(file, [told([result('a', 'It passes.')])]);
  await transcript.refresh();
  expect(textOf(layouts, transcript.getRows()[2])).toBeUndefined();
  await expect
    .poll(() => textOf(layouts, transcript.getRows()[2]))
    .toEqual(['"now"', 'result:', 'It passes.']);
});

test('what is kept never weighs more than allowed, but for the newest alone', () => {
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 12 }));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const lru = createLru<number>(10);
      for (const [key, weight] of steps) {
        lru.set(key, weight, weight);
        expect(lru.get(key)).toBe(weight);
        expect(lru.weight()).toBeLessThanOrEqual(Math.max(10, weight));
        const kept = ['a', 'b', 'c', 'd'].map((one) => lru.get(one) ?? 0);
        expect(lru.weight()).toBe(kept.reduce((sum, one) => sum + one, 0));
        lru.get(key);
      }
    }),
  );
});
