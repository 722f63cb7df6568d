import { describe, expect, test } from 'vitest';
import type { Lesson } from '../../../../src/products/algorithms/lesson.ts';
import { twoSum } from '../lessons.ts';
import { openProven } from '../proven.ts';

const { check, needs } = await openProven();

test('a Python that gives something else than its JavaScript is told', async (context) => {
  needs('python-agrees', context);
  const { lesson } = twoSum();
  const need = lesson.annotatedCode.python.lines.find(({ id }) => id === 'need');
  must(need).code = '        need = target + nums[i]';
  const issues = await check('python-agrees', lesson);
  expect(issues).toMatchObject([
    { path: '$.testCases[0].expected', expected: '[0,1]', found: '[]' },
    {},
    {},
  ]);
});

/** Two-sum with something wrong in it, and what the criterion says. */
async function spoiled(id: string, spoil: (lesson: Lesson) => void) {
  const { lesson } = twoSum();
  spoil(lesson);
  const issues = await check(id, lesson);
  return Array.isArray(issues) ? issues : [issues];
}

function line({ annotatedCode }: Lesson, id: string) {
  const found = annotatedCode.javascript.lines.find((one) => one.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
}

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing is there');
  return value;
};

describe('running the code', () => {
  test('tells a wrong result by test case, with what was expected and found', async () => {
    const issues = await spoiled('javascript-agrees', (lesson) => {
      line(lesson, 'found').code = '      return [i, seen.get(need)];';
    });
    expect(issues[0]).toMatchObject({
      path: '$.testCases[0].expected',
      expected: '[0,1]',
      found: '[1,0]',
    });
  });

  test('tells an endless loop, a throw and a missing function', async () => {
    const endless = await spoiled('javascript-agrees', (lesson) => {
      line(lesson, 'loop').code = '  for (let i = 0; i >= 0; i += 0) {';
    });
    expect(JSON.stringify(endless)).toContain('(timeout)');
    const throws = await spoiled('javascript-agrees', (lesson) => {
      line(lesson, 'need').code = '    const need = target - nums[i].no.such;';
    });
    expect(JSON.stringify(throws)).toContain('(throws)');
    const missing = await spoiled('javascript-agrees', (lesson) => {
      lesson.annotatedCode.javascript.entry = 'twoSums';
    });
    expect(missing.length).toBeGreaterThan(0);
  });

  test('tells an expected result that no run gives', async () => {
    const issues = await spoiled('javascript-agrees', (lesson) => {
      must(lesson.testCases[1]).expected = [2, 1];
    });
    expect(issues.map((one) => 'path' in one && one.path)).toEqual(['$.testCases[1].expected']);
  });
});

describe('replaying the states', () => {
  const states = (lesson: Lesson) => must(lesson.testCases[0]).states;

  test('tells a wrong value by step and variable', async () => {
    const issues = await spoiled('trace-replays', (lesson) => {
      must(states(lesson)[2]).variables.need = 8;
    });
    expect(issues).toMatchObject([
      { path: '$.testCases[0].states[2].variables.need', expected: '7', found: '8' },
    ]);
  });

  test('tells a swapped step, an invented one and a run that is not told to its end', async () => {
    const swapped = await spoiled('trace-replays', (lesson) => {
      const list = states(lesson);
      [list[1], list[2]] = [must(list[2]), must(list[1])];
    });
    expect(swapped.length).toBeGreaterThan(0);
    const invented = await spoiled('trace-replays', (lesson) => {
      states(lesson).splice(3, 0, structuredClone(must(states(lesson)[1])));
    });
    expect(invented.length).toBeGreaterThan(0);
    const cut = await spoiled('trace-replays', (lesson) => void states(lesson).pop());
    expect(cut).toMatchObject([{ message: 'The states end before the run does.' }]);
  });

  test('lets a narration leave steps out', async () => {
    const issues = await spoiled('trace-replays', (lesson) => void states(lesson).splice(1, 2));
    expect(issues).toEqual([]);
  });

  test('wants no round left out, in which a value changes that is never shown', async () => {
    const issues = await spoiled('trace-replays', (lesson) => {
      const list = must(lesson.testCases[3]).states;
      const rounds = list.flatMap(({ codeLineId }, at) => (codeLineId === 'loop' ? [at] : []));
      list.splice(must(rounds[0]) + 1, must(rounds[2]) - must(rounds[0]));
    });
    expect(issues).toMatchObject([{ message: expect.stringContaining('changes more than once') }]);
  });

  test('takes no trace that the code makes up itself', async () => {
    const issues = await spoiled('trace-replays', (lesson) => {
      line(lesson, 'init').code = '  const seen = new Map(); __trace("step", "init", {});';
    });
    expect(issues).toMatchObject([
      { message: expect.stringContaining('may not use the name __trace') },
    ]);
  });
});

describe('a trace', () => {
  const made = '("step", "need", { need: () => 999 })';
  /** Code that would put a state of its own making into its trace. */
  const forgeries = {
    'by the name of the hook': `__trace${made};`,
    'by the name, spelled otherwise': `__tr\\u0061ce${made};`,
    'by eval': `eval("__tra" + "ce")${made};`,
    'by eval, spelled otherwise': `\\u0065val("__tra" + "ce")${made};`,
    'by another way to eval': `try { (0, globalThis["ev" + "al"])("__tra" + "ce")${made}; } catch {}`,
    'by a function made of text': `try { new Function("return __tra" + "ce")()${made}; } catch {}`,
    'by the list of states':
      'if (typeof states !== "undefined") states.push({ lineId: "need", variables: { need: 999 } });',
    'by the arguments of its surroundings': `for (const one of arguments) if (typeof one === "function") one${made};`,
    'by the functions of the recorder': 'try { append = () => {}; } catch {}',
  };

  test.each(Object.entries(forgeries))('cannot be forged %s', async (_, code) => {
    const { lesson } = twoSum();
    const [head] = lesson.annotatedCode.javascript.lines;
    must(head).code += ` ${code}`;
    const [first] = lesson.testCases;
    const state = must(first?.states[1]);
    first?.states.unshift({ ...state, codeLineId: 'need', variables: { need: 999 } });
    expect(JSON.stringify(await check('trace-replays', lesson))).toMatch(
      /may not use the name|does not come to this line|does not have this value/,
    );
  });

  test.each([
    ['Array.from = () => []; Object.entries = () => []; JSON.stringify = () => "";'],
    ['try { append = () => {}; states.length = 0; } catch {}'],
  ])('is what it is, whatever the code replaces', async (code) => {
    const { lesson } = twoSum();
    must(lesson.annotatedCode.javascript.lines[0]).code += ` ${code}`;
    expect(await check('trace-replays', lesson)).toEqual([]);
  });
});
