import { describe, expect, test } from 'vitest';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import type { Lesson } from '../../../../src/products/algorithms/lesson.ts';
import { buildLesson } from '../../../../src/products/algorithms/rehearsal/build-lesson.ts';
import { moveZeros } from '../../../../src/products/algorithms/rehearsal/lessons/move-zeros.ts';
import { lessons } from '../lessons.ts';
import { openProven } from '../proven.ts';

const { check, needs } = await openProven();
const signal = new AbortController().signal;

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing is there');
  return value;
};

describe('how results are compared', () => {
  const about = (id: string) => must(lessons.find(({ problem }) => problem.id === id));
  const code = (lesson: Lesson, language: 'javascript' | 'python', from: string, to: string) => {
    const line = lesson.annotatedCode[language].lines.find((one) => one.code.includes(from));
    must(line).code = must(line).code.replace(from, to);
  };

  test('a free order is free between languages, and for what the problem frees alone', async (context) => {
    needs('python-agrees', context);
    const lesson = structuredClone(about('subsets').lesson);
    expect(lesson.algorithmMeta.comparison).toEqual({ anyOrder: true, inPlace: false });
    code(lesson, 'python', 'return found', 'return found[::-1]');
    expect(await check('python-agrees', lesson)).toEqual([]);
    code(lesson, 'python', 'found[::-1]', '[each[::-1] for each in found]');
    expect(await check('python-agrees', lesson)).not.toEqual([]);
    lesson.algorithmMeta.comparison.anyOrder = 'deep';
    expect(await check('python-agrees', lesson)).toEqual([]);
    const { problem: item } = about('subsets');
    const criterion = must(criteria.find(({ id }) => id === 'comparison-agrees'));
    expect(await criterion.check(lesson, { item, signal })).toMatchObject([
      { path: '$.algorithmMeta.comparison.anyOrder', expected: 'true', found: '"deep"' },
    ]);
  });

  test('a free order hides no result that is missing, twice there or another one', async (context) => {
    needs('python-agrees', context);
    for (const way of ['found[1:]', 'found[1:] + found[-1:]', 'found[1:] + [[99]]']) {
      const lesson = structuredClone(about('subsets').lesson);
      code(lesson, 'python', 'return found', `return ${way}`);
      expect([way, await check('python-agrees', lesson)]).not.toEqual([way, []]);
    }
  });

  test('the JavaScript keeps the order that its states show', async () => {
    const lesson = structuredClone(about('subsets').lesson);
    code(lesson, 'javascript', 'return found', 'return found.reverse()');
    expect(await check('javascript-agrees', lesson)).not.toEqual([]);
  });

  test('what works in place is judged by what it leaves in its first argument', async (context) => {
    const { problem } = about('move-zeros');
    const item = { ...problem, signature: { ...problem.signature, returns: 'void' } };
    const lesson = buildLesson(
      {
        ...moveZeros,
        code: {
          javascript: moveZeros.code.javascript.replace('return nums;', 'return;'),
          python: moveZeros.code.python.replace('return nums', 'return'),
          java: moveZeros.code.java
            .replace('int[] move', 'void move')
            .replace('return nums;', 'return;'),
        },
      },
      item,
    );
    expect(lesson.algorithmMeta.comparison).toEqual({ anyOrder: false, inPlace: true });
    for (const criterion of criteria) {
      const { id } = criterion;
      expect([id, await criterion.check(lesson, { item, signal })]).toEqual([id, []]);
    }
    needs('python-agrees', context);
    for (const id of ['javascript-agrees', 'python-agrees', 'trace-replays']) {
      expect([id, await check(id, lesson)]).toEqual([id, []]);
    }
    lesson.algorithmMeta.comparison.inPlace = false;
    for (const id of ['javascript-agrees', 'python-agrees', 'trace-replays']) {
      expect([id, await check(id, lesson)]).not.toEqual([id, []]);
    }
  });
});
