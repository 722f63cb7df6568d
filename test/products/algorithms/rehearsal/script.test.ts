import { expect, test } from 'vitest';
import { itemPrompt } from '../../../../src/products/algorithms/item-prompt.ts';
import { algorithmsScript as script } from '../../../../src/products/algorithms/rehearsal/script.ts';
import { twoSum } from '../lessons.ts';

const { problem, lesson } = twoSum();

test('the script finds the problem in its prompt and gives its lesson, the same each time', () => {
  const prompt = itemPrompt(problem);
  expect(script.itemIdFrom(prompt)).toBe('two-sum');
  expect(script.artefactFor(prompt)).toEqual(lesson);
  expect(script.artefactFor(prompt)).toBe(script.artefactFor(prompt));
});

test('the lesson follows the catalogue row that the prompt quotes', () => {
  const renamed = script.artefactFor(itemPrompt({ ...problem, title: 'A Pair of Numbers' }));
  expect(renamed).toMatchObject({ algorithmMeta: { title: 'A Pair of Numbers' } });
});

test('a problem without a reference lesson has no artefact, and so has a prompt without a problem', () => {
  expect(script.artefactFor(itemPrompt({ ...problem, id: 'no-lesson-yet' }))).toBeUndefined();
  expect(script.artefactFor('hello')).toBeUndefined();
});
