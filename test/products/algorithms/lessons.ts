import { readFileSync } from 'node:fs';
import { type Problem, problemSchema } from '../../../src/products/algorithms/item.ts';
import type { Lesson } from '../../../src/products/algorithms/lesson.ts';
import { buildLesson } from '../../../src/products/algorithms/rehearsal/build-lesson.ts';
import { lessonSources } from '../../../src/products/algorithms/rehearsal/lessons.ts';

const catalogue = new URL('../../../content/algorithms/catalogue.jsonl', import.meta.url);

/** The bundled problems by id. */
export const problems: ReadonlyMap<string, Problem> = new Map(
  readFileSync(catalogue, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => problemSchema.parse(JSON.parse(line)))
    .map((problem) => [problem.id, problem]),
);

/** Every lesson that has its problem, built once. */
export const lessons: readonly { problem: Problem; lesson: Lesson }[] = lessonSources.flatMap(
  (source) => {
    const problem = problems.get(source.id);
    return problem === undefined ? [] : [{ problem, lesson: buildLesson(source, problem) }];
  },
);

/** The lesson that the tests spoil, and its problem. */
export function twoSum(): { problem: Problem; lesson: Lesson } {
  const found = lessons.find(({ problem }) => problem.id === 'two-sum');
  if (found === undefined) throw new Error('there is no lesson for two-sum');
  return structuredClone(found);
}
