import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedBytes } from '../../../src/engine/agent/changed-bytes.ts';

test.each([
  ['the same text', 'a\nb\n', 'a\nb\n', 0],
  ['a word in a line', '{"step": 1, "i": 10}\n', '{"step": 1, "i": 7}\n', 3],
  ['two words far apart, each by itself', 'one\nx\ny\nz\ntwo\n', 'One\nx\ny\nz\ntWo\n', 4],
  ['a line that is added', 'a\nc\n', 'a\nbb\nc\n', 3],
  ['a text that is new', '', 'ä\n', 3],
  ['half of a character that is shared', '😀', '😃', 8],
])('%s', (_what, before, after, bytes) => {
  expect(changedBytes(before, after)).toBe(bytes);
});

test('never says more than both texts hold, nor less than their sizes differ; nothing for the same', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '{"x": 1},', 'é', '😀', '😃', ''), { maxLength: 20 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const bytes = changedBytes(before, after);
      const [was, is] = [Buffer.byteLength(before), Buffer.byteLength(after)];
      expect(bytes).toBeGreaterThanOrEqual(Math.abs(was - is));
      expect(bytes).toBeLessThanOrEqual(was + is);
      expect(bytes === 0).toBe(before === after);
    }),
    { seed: 4, numRuns: 500 },
  );
});

test('a text that was written anew, or is huge, counts from its first change to its last', () => {
  const rows = (word: string) => Array.from({ length: 2_000 }, (_, n) => `${word}${n}\n`).join('');
  const [before, after] = [rows('a'), rows('b')];
  expect(changedBytes(before, after)).toBe(before.length + after.length - 2 * '1999\n'.length);
  const flood = '\n'.repeat(1_000_000);
  expect(changedBytes(flood, `x${flood}y`)).toBe(2_000_002);
});
