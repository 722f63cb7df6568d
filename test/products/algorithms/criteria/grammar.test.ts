import { expect, test } from 'vitest';
import { grammarCriterion } from '../../../../src/products/algorithms/criteria/grammar-criterion.ts';
import { issuesOf } from '../card.ts';
import { twoSum } from '../lessons.ts';

const context = { item: undefined, signal: new AbortController().signal };

function withCode(language: 'python' | 'java' | 'javascript', source: string) {
  const { lesson } = twoSum();
  lesson.annotatedCode[language].lines = source.split('\n').map((code) => ({ id: null, code }));
  return lesson;
}

test('a grammar that cannot be loaded leaves the language unchecked, and says which', async () => {
  const options = {
    title: 'x',
    rule: { types: [], fault: () => undefined },
    grammar: 'no-such-language',
  };
  const criterion = grammarCriterion({ language: 'python', ...options });
  const outcome = await criterion.check(twoSum().lesson, context);
  expect(outcome).toMatchObject({
    notChecked: expect.stringContaining('no-such-language grammar'),
  });
});

test.each([
  ['javascript', 'export function f() { return 1; }'],
  ['javascript', 'with (a) { b = 010; }'],
  [
    'python',
    'a = 1; b = 2\nfor i in range(3):  # go\n    # first\n    if i: a += 1; b += 1\n    else:\n        pass\nprint(a)',
  ],
  [
    'python',
    'x = [\n  1,\n     2,\n]\ndef f(a, *rest, b=None, **more):\n    """Text\n  ragged.\n    """\n    return (a\n  + b)',
  ],
  [
    'python',
    'def f(x):\n    match x:\n        case [a, *_]:\n            return a\n        case _:\n            return None',
  ],
  ['python', 'class A:\n\n    def f(self): return 1\n\n    # end\n\nif (n := 3) > 2: print(n)'],
  [
    'java',
    'record Point(int x, int y) {}\nclass Solution { static int f(Object o) { return switch (o) { case Point(int x, int y) -> x; default -> 0; }; } }',
  ],
  [
    'java',
    'class Solution { static int f(int[] a) { var s = new java.util.ArrayDeque<int[]>(); for (int x : a) s.push(new int[] {x}); return s.size(); } }',
  ],
] as const)('%s that is right: %s', async (language, source) => {
  expect(await issuesOf(`${language}-parses`, withCode(language, source))).toEqual([]);
});

test.each([
  ['javascript', 'let a = ;', 1],
  ['python', 'def f():\n    return 1\n  x = 2', 3],
  ['python', 'x = 1\n    y = 2', 2],
  ['python', 'if True:\nprint(1)', 1],
  ['python', 'x = (1\ny = 2', 1],
  ['java', 'class Solution {\n  int f() {\n    return 1\n  }\n}', 3],
  ['java', 'class Solution {\n  int f() { return 1; }', 2],
] as const)('%s that is wrong, with its line: %s', async (language, source, line) => {
  const [issue] = await issuesOf(`${language}-parses`, withCode(language, source));
  expect(issue?.path).toBe(`$.annotatedCode.${language}.lines[${line - 1}].code`);
  expect(issue?.message).toContain(`Line ${line} does not parse`);
});

test('a line that holds several is named by its element, with the line of the whole source', async () => {
  const { lesson } = twoSum();
  lesson.annotatedCode.java.lines = ['class A {\n\n', 'int f() { return 1 }', '}'].map((code) => ({
    id: null,
    code,
  }));
  const [issue] = await issuesOf('java-parses', lesson);
  expect(issue?.path).toBe('$.annotatedCode.java.lines[1].code');
  expect(issue?.message).toContain('Line 4');
});
