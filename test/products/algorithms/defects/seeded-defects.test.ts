import { describe, expect, test } from 'vitest';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import type { Lesson } from '../../../../src/products/algorithms/lesson.ts';
import { defects } from '../../../../src/products/algorithms/rehearsal/defects/defects.ts';
import { outcomeOf } from '../card.ts';
import { lessons } from '../lessons.ts';
import { type SeededDefect, seededDefects } from './seeded-defects.ts';

/** Three of the lessons that have what is spoilt, others for the next defect. */
function threeFor({ fits = () => true, index }: SeededDefect & { index: number }) {
  const able = lessons.filter(({ lesson }) => fits(lesson));
  return [0, 1, 2].flatMap((turn) => able[(index * 3 + turn * 7) % able.length] ?? []);
}

test('with the author’s they are more than sixty, each with an id of its own', () => {
  const ids = [...defects, ...seededDefects].map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(60);
  expect(new Set(seededDefects.map(({ id }) => id)).size).toBe(seededDefects.length);
});

test('every criterion has a defect that is meant for it', () => {
  const meant = new Set([...defects, ...seededDefects].map(({ criterion }) => criterion));
  // A wrong example is put into the one lesson of bad-lessons.test.ts; what runs code has its own list.
  meant.add('examples-covered');
  const running = /^(?:javascript|python|java)-agrees$|^trace-replays$|^judge/;
  const without = criteria.filter(({ id }) => !meant.has(id) && !running.test(id));
  expect(without.map(({ id }) => id)).toEqual([]);
});

describe.each(seededDefects.map((defect, index) => ({ ...defect, index })))('$id', (defect) => {
  test(`is caught by ${defect.criterion} in lessons that were good before`, async () => {
    for (const { lesson, problem } of threeFor(defect)) {
      // Parsed from text, so that what shares a value in memory does not share it here.
      const copy: Lesson = JSON.parse(JSON.stringify(lesson));
      defect.spoil(copy);
      expect(await outcomeOf(defect.criterion, lesson, problem)).toEqual([]);
      const found = await outcomeOf(defect.criterion, copy, problem);
      expect([problem.id, found]).toEqual([problem.id, expect.any(Array)]);
      expect([problem.id, found]).not.toEqual([problem.id, []]);
    }
  });
});
