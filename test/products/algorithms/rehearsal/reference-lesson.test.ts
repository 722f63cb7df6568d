import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printLesson } from '../../../../src/products/algorithms/rehearsal/print-lesson.ts';
import { lessons, twoSum } from '../lessons.ts';

const file = new URL(
  '../../../../content/algorithms/guides/reference-lesson.json',
  import.meta.url,
);

test('the reference lesson among the guides is the one that the sources build', () => {
  expect(readFileSync(file, 'utf8')).toBe(`${printLesson(twoSum().lesson)}\n`);
});

test('printing changes nothing of any lesson', () => {
  for (const { lesson } of lessons) expect(JSON.parse(printLesson(lesson))).toEqual(lesson);
});

test('each state and each line of code has a row to itself', () => {
  const { lesson } = twoSum();
  const rows = printLesson(lesson)
    .split('\n')
    .map((row) => row.trim().replace(/,$/, ''));
  const states = lesson.testCases.flatMap((testCase) => testCase.states);
  for (const part of [...states, ...lesson.annotatedCode.java.lines]) {
    expect(
      rows.some(
        (row) =>
          row.startsWith('{"') &&
          row.endsWith('}') &&
          JSON.stringify(JSON.parse(row)) === JSON.stringify(part),
      ),
    ).toBe(true);
  }
});
