import { afterAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/engine/json.ts';
import { answerOf } from '../../src/sandbox/answer.ts';
import type { CallResult, Executor, SandboxLanguage } from '../../src/sandbox/executor.ts';
import { closeExecutors, openExecutors } from '../../src/sandbox/open-executors.ts';
import { sameResult } from '../../src/sandbox/same-result.ts';
import { taggedOf } from '../../src/sandbox/tagged.ts';

const executors = openExecutors();
afterAll(() => closeExecutors(executors));
const { signal } = new AbortController();

/** One function in each language, and what its calls must give. */
interface Same {
  name: string;
  sources: Record<SandboxLanguage, string>;
  calls: Json[][];
  expected: Json[];
  inPlace?: boolean;
}

const java = (members: string) => `import java.util.*;\nclass Solution {\n${members}\n}`;

const cases: Same[] = [
  {
    name: 'numbers of every kind',
    sources: {
      javascript: 'function f(a, b) { return [a + b, a / b, a % 2 === 0]; }',
      python: 'def f(a, b):\n    return [a + b, a / b, a % 2 == 0]',
      java: java(
        'static Object f(int a, int b) { return List.of(a + b, (double) a / b, a % 2 == 0); }',
      ),
    },
    calls: [
      [6, 3],
      [1, 3],
    ],
    expected: [
      [9, 2, true],
      [4, 1 / 3, false],
    ],
  },
  {
    name: 'an integer that no float holds',
    sources: {
      javascript:
        'function f(n) { let r = 1n; for (let i = 2; i <= n; i++) r *= BigInt(i); return r; }',
      python: 'def f(n):\n    r = 1\n    for i in range(2, n + 1):\n        r *= i\n    return r',
      java: java(`static java.math.BigInteger f(int n) { var r = java.math.BigInteger.ONE;
        for (int i = 2; i <= n; i++) r = r.multiply(java.math.BigInteger.valueOf(i)); return r; }`),
    },
    calls: [[10]],
    expected: [3_628_800],
  },
  {
    name: 'lists of lists, text and nothing',
    sources: {
      javascript: 'function f(words) { return words.map((w) => [w, w.length ? w[0] : null]); }',
      python: 'def f(words):\n    return [(w, w[0] if w else None) for w in words]',
      java: java(`static List<List<Object>> f(String[] words) { List<List<Object>> out = new ArrayList<>();
        for (String w : words) out.add(Arrays.asList(w, w.isEmpty() ? null : w.charAt(0))); return out; }`),
    },
    calls: [[['ab', '', '\u00e9\n"\\']], [[]]],
    expected: [
      [
        ['ab', 'a'],
        ['', null],
        ['\u00e9\n"\\', '\u00e9'],
      ],
      [],
    ],
  },
  {
    name: 'maps, in and out',
    sources: {
      javascript:
        'function f(m) { return new Map(Object.entries(m).map(([k, v]) => [Number(k) + 1, v * 2])); }',
      python: 'def f(m):\n    return {int(k) + 1: v * 2 for k, v in reversed(m.items())}',
      java: java(`static Map<Integer, Integer> f(Map<Integer, Integer> m) { Map<Integer, Integer> out = new HashMap<>();
        m.forEach((k, v) -> out.put(k + 1, v * 2)); return out; }`),
    },
    calls: [[{ '1': 10, '20': 5 }]],
    expected: [{ '21': 10, '2': 20 }],
  },
  {
    name: 'sets against a list',
    sources: {
      javascript: 'function f(a) { return new Set(a); }',
      python: 'def f(a):\n    return set(a)',
      java: java('static Set<Integer> f(List<Integer> a) { return new HashSet<>(a); }'),
    },
    calls: [[[3, 1, 3, 2]]],
    expected: [[1, 2, 3]],
  },
  {
    name: 'objects of its own',
    sources: {
      javascript:
        'class N { constructor(v, n) { this.v = v; this.n = n; } }\nfunction f(a) { return new N(a, new N(a + 1, null)); }',
      python:
        'class N:\n    def __init__(self, v, n):\n        self.v = v\n        self.n = n\ndef f(a):\n    return N(a, N(a + 1, None))',
      java: java(
        'static class N { int v; N n; N(int v, N n) { this.v = v; this.n = n; } } static N f(int a) { return new N(a, new N(a + 1, null)); }',
      ),
    },
    calls: [[1]],
    expected: [{ v: 1, n: { v: 2, n: null } }],
  },
  {
    name: 'a function that works in place, each call on arguments of its own',
    sources: {
      javascript: 'function f(a) { a.reverse(); }',
      python: 'def f(a):\n    a.reverse()',
      java: java('static void f(char[][] a) { Collections.reverse(Arrays.asList(a)); }'),
    },
    calls: [[[['a'], ['b']]], [[['a'], ['b']]]],
    expected: [
      [['b'], ['a']],
      [['b'], ['a']],
    ],
    inPlace: true,
  },
];

describe.each(['javascript', 'python', 'java'] as const)('%s', async (language) => {
  const executor: Executor = executors[language];
  const probe = await executor.probe({ signal });
  const missing = probe.type === 'not-available';
  if (missing) process.stderr.write(`${language} is not tested: ${probe.reason}\n`);
  const inIt = test.skipIf(missing);

  inIt.each(cases)('gives $name', async ({ sources, calls, expected, inPlace = false }) => {
    const results = await resultsOf(executor, sources[language], calls);
    results.forEach((result, at) => {
      const answer = answerOf(result, { inPlace });
      const wanted = taggedOf(expected[at] ?? null);
      expect(
        answer && sameResult(answer, wanted, { anyOrder: false }),
        JSON.stringify(result),
      ).toBe(true);
    });
    expect(results).toHaveLength(expected.length);
  });

  inIt('gives NaN, infinities and text of any character as they are', async () => {
    const sources = {
      javascript: `function f() { return [NaN, Infinity, -Infinity, '\\u{1f600}\\0\\u007f']; }`,
      python: `def f():\n    return [float('nan'), float('inf'), float('-inf'), '\\U0001f600\\0\\x7f']`,
      java: java(
        `static Object f() { return new Object[] {0.0 / 0, 1 / 0.0, -1 / 0.0, "\\ud83d\\ude00\\0\\177"}; }`,
      ),
    };
    const [result] = await resultsOf(executor, sources[language], [[]]);
    expect(result).toEqual({
      type: 'value',
      firstArgument: undefined,
      value: {
        type: 'list',
        items: [
          { type: 'nan' },
          { type: 'infinity', negative: false },
          { type: 'infinity', negative: true },
          { type: 'text', value: '\u{1f600}\0\x7f' },
        ],
      },
    });
  });

  inIt('tells what a call threw, and goes on with the next one', async () => {
    const sources = {
      javascript: `function f(a) { if (a < 0) throw new RangeError('below zero'); return a; }`,
      python: `def f(a):\n    if a < 0: raise ValueError('below zero')\n    return a`,
      java: java(
        `static int f(int a) { if (a < 0) throw new IllegalArgumentException("below zero"); return a; }`,
      ),
    };
    const [first, second] = await resultsOf(executor, sources[language], [[-1], [2]]);
    expect(first).toMatchObject({ type: 'throws', message: expect.stringContaining('below zero') });
    expect(second).toMatchObject({ type: 'value' });
  });

  inIt('rejects a source that cannot be compiled', async () => {
    const sources = {
      javascript: 'function f() {\n  return (;\n}',
      python: 'def f():\n    return (\n',
      java: java('static int f() { return "text"; }'),
    };
    const result = await executor.run({ source: sources[language], entry: 'f' }, [[]], { signal });
    expect(result.type).toBe('rejected');
    if (result.type !== 'rejected') return;
    expect(result.errors[0]?.message).toMatch(/./);
    if (language !== 'javascript') expect(result.errors[0]?.line).toBe(language === 'java' ? 3 : 2);
  });

  inIt(
    'rejects a source without the function, an entry that is no name, and a source that is too large',
    async () => {
      const source = {
        javascript: 'const x = 1;',
        python: 'x = 1',
        java: java('static int x = 1;'),
      };
      const run = (program: { source: string; entry: string }) =>
        executor.run(program, [[]], { signal });
      const absent = await run({ source: source[language], entry: 'f' });
      expect(absent).toMatchObject({
        type: 'rejected',
        errors: [{ message: expect.stringMatching(/There is no (function|method) f\./) }],
      });
      expect(await run({ source: source[language], entry: 'f(); g' })).toMatchObject({
        type: 'rejected',
      });
      expect(await run({ source: ' '.repeat(70_000), entry: 'f' })).toMatchObject({
        type: 'rejected',
      });
      expect(await run({ source: '\0', entry: 'f' })).toMatchObject({ type: 'rejected' });
    },
  );

  inIt('runs a program for no calls, which is to compile and load it', async () => {
    const source = cases[0]?.sources[language] ?? '';
    expect(await executor.run({ source, entry: 'f' }, [], { signal })).toEqual({
      type: 'ran',
      results: [],
    });
  });

  inIt('stops at once when it is told to, and can be used again', async () => {
    const sources = {
      javascript: 'function f() { for (;;); }',
      python: 'def f():\n    while True: pass',
      java: java('static int f() { while (true) { } }'),
    };
    const stop = new AbortController();
    const running = executor.run({ source: sources[language], entry: 'f' }, [[]], {
      signal: stop.signal,
    });
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    const source = cases[0]?.sources[language] ?? '';
    const [result] = await resultsOf(executor, source, [[6, 3]]);
    expect(result?.type).toBe('value');
  });
});

test('Python compiles without running, and says which line is wrong', async () => {
  const parse = executors.python.parse ?? expect.fail('There is no parse.');
  expect(await parse('print("never")\nraise SystemExit(1)', { signal })).toEqual({
    type: 'parsed',
  });
  expect(await parse('x = 1\nif x:\ny = 2\n', { signal })).toMatchObject({
    type: 'rejected',
    errors: [{ line: 3, message: expect.stringContaining('indented block') }],
  });
  expect(await parse('return 1', { signal })).toMatchObject({ type: 'rejected' });
  const brackets = '('.repeat(30_000) + ')'.repeat(30_000);
  expect(await parse(brackets, { signal })).toMatchObject({ type: 'rejected' });
});

test('each language says with which engine it runs', async () => {
  const engines = await Promise.all(Object.values(executors).map((one) => one.probe({ signal })));
  expect(engines.slice(0, 2)).toMatchObject([
    { type: 'ready', engine: 'QuickJS' },
    { type: 'ready', engine: 'Pyodide' },
  ]);
});

async function resultsOf(
  executor: Executor,
  source: string,
  calls: Json[][],
): Promise<CallResult[]> {
  const result = await executor.run({ source, entry: 'f' }, calls, { signal });
  if (result.type !== 'ran') expect.fail(JSON.stringify(result));
  return result.results;
}
