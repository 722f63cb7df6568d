import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineChanges, lineChanges } from '../../../src/client/item/line-changes.ts';

function applied(before: string, { hunks }: LineChanges): string[] {
  const lines = before.split('\n');
  for (const { beforeLine, lines: changed } of hunks.toReversed()) {
    const old = changed.filter(({ type }) => type !== 'added');
    const now = changed.filter(({ type }) => type !== 'removed').map(({ text }) => text);
    const from = beforeLine - 1;
    expect(lines.slice(from, from + old.length)).toEqual(old.map(({ text }) => text));
    lines.splice(from, old.length, ...now);
  }
  return lines;
}

test('the changes, made to the text before, give the text after', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '', '+', '-', '\\ no'), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one, other].map((lines) =>
        lines.map((line) => `${line}\n`).join(''),
      );
      const changes = lineChanges(before ?? '', after ?? '');
      expect(applied(before ?? '', changes).join('\n')).toBe(after);
      expect(changes.cut).toBeUndefined();
    }),
  );
});

test('an edit is shown with three lines around it and counted', () => {
  const before = Array.from({ length: 50 }, (_, at) => `line ${at + 1}\n`).join('');
  const changes = lineChanges(before, before.replace('line 20\n', 'line twenty\nand more\n'));
  expect(changes).toMatchObject({ addedLines: 2, removedLines: 1, cut: undefined });
  expect(changes.afterBytes - changes.beforeBytes).toBe(13);
  expect(changes.hunks).toHaveLength(1);
  expect(changes.hunks[0]).toMatchObject({ beforeLine: 17, afterLine: 17 });
  expect(changes.hunks[0]?.lines.map(({ type }) => type)).toEqual([
    ...['same', 'same', 'same', 'removed', 'added', 'added', 'same', 'same', 'same'],
  ]);
});

test('huge rewritings are counted and not listed', () => {
  const text = (word: string) =>
    Array.from({ length: 60_000 }, (_, at) => `${word}${at}\n`).join('');
  const changes = lineChanges(text('a'), text('b'));
  expect(changes).toMatchObject({ hunks: [], addedLines: 60_000, removedLines: 60_000 });
  expect(changes.cut).toContain('rewritten');
});

test('long lines and long lists of changes are cut', () => {
  const text = (word: string) =>
    Array.from({ length: 14_000 }, (_, at) => (at % 25 ? 'same\n' : `${word}\n`)).join('');
  const changes = lineChanges(text('x'.repeat(2_000)), text('y'.repeat(2_000)));
  const lines = changes.hunks.flatMap((hunk) => hunk.lines);
  expect(lines).toHaveLength(2_000);
  expect(Math.max(...lines.map((line) => line.text.length))).toBeLessThanOrEqual(501);
  expect(changes).toMatchObject({ addedLines: 560, removedLines: 560 });
  expect(changes.cut).toMatch(/more places$/);
});
