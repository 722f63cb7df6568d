import { describe, expect, test } from 'vitest';
import type { Criterion } from '../../../../src/engine/cards/criterion.ts';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import type { Problem } from '../../../../src/products/algorithms/item.ts';
import { outcomeOf } from '../card.ts';
import { lessons } from '../lessons.ts';

test('there are lessons to look at', () => {
  expect(lessons.length).toBeGreaterThan(20);
});

test('no two criteria share an id, and each has a title, a weight, a reason and a hint', () => {
  expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
  expect(criteria.length).toBeGreaterThanOrEqual(25);
  for (const { title, weight, explanation, fixHint } of criteria) {
    expect(explanation).toMatch(/^[A-Z].*\.$/);
    expect(fixHint).toMatch(/^[A-Z].*\.$/);
    expect(title).not.toBe('');
    expect(weight).toBeGreaterThan(0);
  }
});

describe.each(lessons)('the lesson $problem.id', ({ lesson, problem }) => {
  test('passes every criterion, none left unchecked', async () => {
    for (const { id } of criteria)
      expect([id, await outcomeOf(id, lesson, problem)]).toEqual([id, []]);
  });
});

test('what needs the catalogue is not checked without it, the rest is', async () => {
  const unchecked: string[] = [];
  for (const { id } of criteria satisfies Criterion<Problem>[]) {
    if (typeof (await outcomeOf(id, lessons[0]?.lesson ?? null)) === 'string') unchecked.push(id);
  }
  expect(unchecked).toEqual([
    'metadata-agrees',
    'parameters-agree',
    'args-fit',
    'returns-fit',
    'comparison-agrees',
    'examples-covered',
  ]);
});
