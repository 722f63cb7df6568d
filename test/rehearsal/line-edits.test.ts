import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdit, editsBetween } from '../../src/rehearsal/line-edits.ts';

it('edits turn any text into any other, each matching exactly once', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'ab', '', '{', '},', '  "x": 1,', 'unique', '$&'), {
      minLength: 1,
      maxLength: 25,
    })
    .map((lines) => lines.join('\n'))
    .filter((joined) => joined !== '');
  fc.assert(
    fc.property(text, text, (before, after) => {
      let current = before;
      for (const edit of editsBetween(before, after)) {
        current = applyEdit(current, edit) ?? expect.fail(`did not match: ${edit.oldText}`);
      }
      expect(current).toBe(after);
    }),
    { seed: 5, numRuns: 3000 },
  );
});

it('small changes far apart in a long file are small edits', () => {
  const line = (n: number) => `  { "step": ${n}, "phase": "compare" },\n  { "x": 1 },`;
  const before = Array.from({ length: 800 }, (_, n) => line(n));
  const after = [...before];
  after[20] = line(9020);
  after.splice(500, 1);
  const edits = editsBetween(before.join('\n'), after.join('\n'));
  expect(edits).toHaveLength(2);
  for (const { oldText } of edits) expect(oldText.split('\n').length).toBeLessThan(6);
});
