import { afterAll, describe, expect, test } from 'vitest';
import { withProof } from '../../../../src/engine/cards/with-proof.ts';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import { pythonParses } from '../../../../src/products/algorithms/criteria/python-parses.ts';
import type { Language } from '../../../../src/products/algorithms/item.ts';
import { compiles } from '../../../../src/products/algorithms/proof/compiles.ts';
import { openProof } from '../../../../src/products/algorithms/proof/open-proof.ts';
import { createRuns } from '../../../../src/products/algorithms/proof/runs.ts';
import { openExecutors } from '../../../../src/sandbox/open-executors.ts';
import { createPythonExecutor, pythonDefaults } from '../../../../src/sandbox/python/executor.ts';
import { twoSum } from '../lessons.ts';

const proof = openProof();
afterAll(() => proof.close());
const signal = new AbortController().signal;
const everything = withProof(criteria, proof.criteria);

function criterion(id: string, among = everything) {
  const found = among.filter((one) => one.id === id);
  expect(found).toHaveLength(1);
  return found[0] ?? expect.fail();
}

function written(language: Language, source: string) {
  const { lesson, problem: item } = twoSum();
  lesson.annotatedCode[language].lines = source.split('\n').map((code) => ({ id: null, code }));
  return [lesson, { item, signal }] as const;
}

const javaEngine = await criterion('java-parses').engine?.(signal);
const hasJavac = javaEngine?.type === 'ready' && javaEngine.more === undefined;

const python = (body: string) => `def two_sum(nums, target):\n${body}`;
const java = (body: string) =>
  `class Solution {\n  static int[] twoSum(int[] nums, int target) {\n${body}\n  }\n}`;

const bad: [Language, string, string, number, RegExp][] = [
  [
    'python',
    'tabs among spaces',
    python('    if nums:\n\treturn []\n    return nums'),
    3,
    /tabs and spaces/,
  ],
  [
    'python',
    'a try without its except',
    python('    try:\n        return []\n    return nums'),
    4,
    /expected 'except'/,
  ],
  ['python', 'an indented beginning', `    ${python('        return []')}`, 1, /unexpected indent/],
  [
    'python',
    'a return outside of the function',
    python('    return []\n\nreturn nums'),
    4,
    /outside function/,
  ],
  [
    'java',
    'a value of another type',
    java('    String text = target;\n    return nums;'),
    3,
    /incompatible types/,
  ],
  [
    'java',
    'a way without a return',
    java('    if (target > 0) return nums;'),
    4,
    /missing return statement/,
  ],
  [
    'java',
    'a line never reached',
    java('    return nums;\n    target = 1;'),
    4,
    /unreachable statement/,
  ],
  ['java', 'a name never declared', java('    return seen;'), 3, /cannot find symbol/],
];

describe.each(bad)('%s that its grammar takes: %s', (language, _what, source, line, message) => {
  test.skipIf(language === 'java' && !hasJavac)(
    'does not compile, which is said once',
    async () => {
      const given = written(language, source);
      const [id, agrees] = [`${language}-parses`, `${language}-agrees`];
      expect(await criterion(id, criteria).check(...given)).toEqual([]);
      expect(await criterion(id).check(...given)).toMatchObject([
        {
          path: `$.annotatedCode.${language}.lines[${line - 1}].code`,
          message: expect.stringMatching(message),
        },
      ]);
      expect(await criterion(agrees).check(...given)).toMatchObject({
        notChecked: expect.stringContaining('compiles'),
      });
    },
  );
});

test('code that compiles and cannot be used is no fault of the compiler', async () => {
  const given = written('python', 'raise ValueError("no")');
  expect(await criterion('python-parses').check(...given)).toEqual([]);
  expect(await criterion('python-agrees').check(...given)).toMatchObject([
    { message: expect.stringContaining('ValueError: no') },
  ]);
});

test('code without a test case is compiled all the same', async () => {
  const sources = { python: python('  break'), java: java('    return 1;') };
  for (const language of ['python', ...(hasJavac ? ['java' as const] : [])] as const) {
    const [lesson, context] = written(language, sources[language]);
    lesson.testCases = [];
    const issues = await criterion(`${language}-parses`).check(lesson, context);
    expect(issues).toMatchObject([{ path: expect.stringContaining('.lines[') }]);
  }
});

test('JavaScript that does not parse is said once, with its line', async () => {
  const given = written('javascript', 'function twoSum(nums, target) {\n  return [;\n}');
  expect(await criterion('javascript-parses').check(...given)).toMatchObject([
    { path: '$.annotatedCode.javascript.lines[1].code' },
  ]);
  for (const id of ['javascript-agrees', 'trace-replays']) {
    expect(await criterion(id).check(...given)).toHaveProperty('notChecked');
  }
});

test('each says which compiler it is, and how that is kept in', async () => {
  expect(await criterion('python-parses').engine?.(signal)).toMatchObject({
    engine: "Pyodide's compile()",
    version: expect.stringMatching(/^\d/),
    isolation: expect.stringMatching(/bubblewrap|hardened process/),
  });
  if (hasJavac) {
    expect(javaEngine).toMatchObject({ engine: "JDK's javac", isolation: 'bubblewrap' });
  }
});

test('where no sandbox works the grammar judges, says so, and says what to install', async () => {
  const nowhere = createPythonExecutor({ ...pythonDefaults, isolations: [] });
  const executors = { ...openExecutors(), python: nowhere };
  const fallback = compiles('python', pythonParses, createRuns(executors));
  expect(await fallback.engine?.(signal)).toMatchObject({
    type: 'ready',
    engine: expect.stringContaining('grammar only'),
    more: expect.stringContaining('bubblewrap'),
  });
  const raggedly = written('python', python('    return []\n  x = 1'));
  expect(await fallback.check(...raggedly)).toMatchObject([
    { message: expect.stringContaining('not indented evenly') },
  ]);
  const subtly = written('python', python('    return []\n\nreturn nums'));
  expect(await fallback.check(...subtly)).toEqual([]);
});
