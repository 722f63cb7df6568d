import { expect, test } from 'vitest';
import { issuesOf } from '../card.ts';
import { spoil } from './spoil.ts';

const words = '$.testCases[0].states[0].description';
const code = '$.annotatedCode.javascript.lines[1].code';

test.each([
  'TODO: explain',
  'TBD',
  '…',
  ' ... ',
  'N/A',
  'Lorem ipsum dolor sit amet',
  '<your explanation here>',
  '<placeholder>',
  '[insert description]',
  'Put your explanation here',
  'Insert text here',
  '<description>',
])('"%s" is no text to publish', async (text) => {
  expect((await issuesOf('no-placeholders', spoil(words, text)))[0]?.path).toBe(words);
});

test.each([
  '// TODO implement',
  '# your code here',
  '  ...',
  '/* ... */',
  '// rest of the solution',
  '// … as above',
])('"%s" is no code to publish', async (line) => {
  expect((await issuesOf('no-placeholders', spoil(code, line)))[0]?.path).toBe(code);
});

test.each([
  'And so it goes on, digit by digit...',
  'The sum is 3 + 4 + ... + 9 = 42',
  'A dummy node is a placeholder for the head that may be removed.',
  'Put 3 into the list of things to do: {3, 4}',
  'The text goes into the queue. Here the scan ends.',
  'If i < your limit and j > 3, stop.',
  'XXX is thirty',
  'The solution here is to look back; write the answer here, at the top.',
  'To be determined next is the left half.',
  'undefined behaviour is avoided',
])('"%s" is English', async (text) => {
  expect(await issuesOf('no-placeholders', spoil(words, text))).toEqual([]);
});

test.each([
  'const max = Math.max(...nums);',
  '  ...rest,',
  'function f(...args) {',
  'Map<String, List<Integer>> index = new HashMap<>();',
  'int[][] grid = {{1, 2}, {3, 4}};',
  'print(f"{left}..{right}")',
  'String text = "todo list";',
  '// the rest is smaller than the pivot',
  '// remaining sum',
  '# same as above, mirrored',
])('"%s" is code', async (line) => {
  expect(await issuesOf('no-placeholders', spoil(code, line))).toEqual([]);
});

// Escaped so that the linter does not take them for templates of this file.
test('a template is unfilled in words and at home in code', async () => {
  const template = 'The value is \u0024{nums[i]}.';
  expect((await issuesOf('no-placeholders', spoil(words, template)))[0]?.path).toBe(words);
  expect(await issuesOf('no-placeholders', spoil(code, `const text = \`${template}\`;`))).toEqual(
    [],
  );
});

test('data that looks like a placeholder is data', async () => {
  expect(await issuesOf('no-placeholders', spoil('$.testCases[0].args[0]', 'TODO'))).toEqual([]);
  const variables = { text: '...', other: '' };
  const lesson = spoil('$.testCases[0].states[0].variables', variables);
  expect(await issuesOf('no-placeholders', lesson)).toEqual([]);
  expect(await issuesOf('no-empty-strings', lesson)).toEqual([]);
});
