import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/products/algorithms/item.ts';
import { languages } from '../../../src/products/algorithms/item.ts';
import { type Lesson, lessonSchema } from '../../../src/products/algorithms/lesson.ts';
import { buildLesson } from '../../../src/products/algorithms/rehearsal/build-lesson.ts';
import type { LessonSource } from '../../../src/products/algorithms/rehearsal/lesson-source.ts';
import { idsOf, joinLines } from '../../../src/products/algorithms/rehearsal/marked-source.ts';
import { instrument } from '../../../src/products/algorithms/tracer/instrument.ts';
import { runTrace } from '../../../src/products/algorithms/tracer/run-trace.ts';
import { tryAll } from '../../try-all.ts';
import { openProven } from './proven.ts';
import { findProblem, lessonIds, loadLesson } from './reference/lesson-files.ts';

const proven = await openProven();
// Python and Java take a second of a process of their own each: here every second lesson is run in one of
// them, in turn, and each in JavaScript.
const others = ['python', 'java'];
const lessons = lessonIds().map((id, index) => ({
  id,
  leftOut: tryAll ? [] : others.filter((_, at) => index % (2 * others.length) !== 2 * at),
}));

describe.each(lessons)('the reference lesson $id', ({ id, leftOut }) => {
  let source: LessonSource;
  let problem: Problem;
  let lesson: Lesson;

  beforeAll(async () => {
    problem = findProblem(id);
    source = await loadLesson(id);
    lesson = buildLesson(source, problem);
  });

  it('fits the schema and its catalogue row, and is the same when built again', () => {
    expect(lessonSchema.parse(lesson)).toEqual(lesson);
    expect(source.id).toBe(id);
    expect(JSON.stringify(buildLesson(source, problem))).toBe(JSON.stringify(lesson));
  });

  it('narrates exactly the lines that are marked, in all languages', () => {
    const narrated = Object.keys(source.narration).sort();
    for (const language of languages) {
      expect(idsOf(lesson.annotatedCode[language].lines).sort(), language).toEqual(narrated);
    }
  });

  it('reaches every marked line in some test case', () => {
    const reached = new Set(
      lesson.testCases.flatMap(({ states }) => states.map((state) => state.codeLineId)),
    );
    expect([...reached].sort()).toEqual(Object.keys(source.narration).sort());
  });

  it('plays each test case in 3 to 60 states that end in the expected result', () => {
    for (const { title, states, expected } of lesson.testCases) {
      expect(states.length, title).toBeGreaterThanOrEqual(3);
      expect(states.length, title).toBeLessThanOrEqual(60);
      expect(states.at(-1)?.variables.result, title).toEqual(expected);
    }
  });

  it('gives the expected result for every example of the catalogue', () => {
    const { entry, lines } = lesson.annotatedCode.javascript;
    const instrumented = instrument({ source: joinLines(lines), entry, lineIds: new Map() });
    for (const { args, expected } of problem.examples) {
      expect(runTrace({ instrumented, entry, args })).toMatchObject({ result: expected });
    }
  });

  describe.concurrent('holds what running it shows', () => {
    const ids = proven.ids.filter(
      (one) => !leftOut.some((language) => one.startsWith(`${language}-`)),
    );
    it.for(ids)('by %s', async (criterion, context) => {
      proven.needs(criterion, context);
      // Each language has to give the results of the catalogue's examples, too; those have no states.
      const examples = problem.examples.map((example) => ({ ...example, states: [] }));
      const testCases = [...lesson.testCases, ...examples];
      const checked = criterion === 'trace-replays' ? lesson : ({ ...lesson, testCases } as Lesson);
      expect(await proven.check(criterion, checked)).toEqual([]);
    });
  });
});
