import { expect, test } from 'vitest';
import { issuesOf } from '../card.ts';
import { twoSum } from '../lessons.ts';

function described(words: (index: number) => string) {
  const { lesson } = twoSum();
  for (const [index, state] of lesson.testCases.flatMap(({ states }) => states).entries()) {
    state.description = words(index);
  }
  return lesson;
}

test('descriptions without a value tell nothing', async () => {
  const [first] = await issuesOf(
    'descriptions-tell',
    described((n) => `Go on ${'again '.repeat(n)}`),
  );
  expect(first?.message).toMatch(/hold actual values/);
});

test('the same few descriptions over and over tell nothing', async () => {
  const [first] = await issuesOf(
    'descriptions-tell',
    described((n) => `Look at ${n % 3}.`),
  );
  expect(first?.message).toMatch(/differ from one another/);
});

test('a description for each step, some without values, is fine', async () => {
  const lesson = described((n) => (n % 2 === 0 ? `Look at ${n}.` : `Go on${' again'.repeat(n)}.`));
  expect(await issuesOf('descriptions-tell', lesson)).toEqual([]);
});
