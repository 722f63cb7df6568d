import { expect, it } from 'vitest';
import {
  findLessonSource,
  lessonSources,
} from '../../../../src/products/algorithms/rehearsal/lessons.ts';
import { lessonIds } from '../reference/lesson-files.ts';

it('every lesson that is written can be looked up by the id of its problem', () => {
  expect(lessonSources.map(({ id }) => id).sort()).toEqual(lessonIds());
  for (const id of lessonIds()) expect(findLessonSource(id)?.id).toBe(id);
});

it('a problem without a reference lesson has none', () => {
  expect(findLessonSource('no-such-problem')).toBeUndefined();
  expect(findLessonSource('constructor')).toBeUndefined();
});
