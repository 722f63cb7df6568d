import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { replayWrites } from '../../../../src/engine/agent/restore-draft.ts';
import type { Entry } from '../../../../src/engine/agent/transcript.ts';
import { algorithmsScript } from '../../../../src/products/algorithms/rehearsal/script.ts';
import { annotateStates } from '../../../../src/products/algorithms/tools/annotate-states.ts';
import { traceSolution } from '../../../../src/products/algorithms/tools/trace-solution.ts';
import { layOut } from '../../../../src/rehearsal/lay-out.ts';
import type { PlannedCall } from '../../../../src/rehearsal/script.ts';
import { runTool } from '../../../../src/tools/run-tool.ts';
import type { FileAccess, Tool } from '../../../../src/tools/tool.ts';
import { writeFile } from '../../../../src/tools/write-file.ts';
import { freshEntries, memoryFiles } from '../../../engine/agent/tiny-agent.ts';
import { contextOver } from '../../../tools/sandbox.ts';
import { lessons, twoSum } from '../lessons.ts';

const tools: Tool[] = [writeFile, traceSolution, annotateStates];
const call = (files: FileAccess, { name, input }: PlannedCall) =>
  runTool(tools, { name, input }, contextOver(files));

/** A draft with one test case for each of these calls, and no states. */
function draftOf(lines: [id: string | null, code: string][], calls: unknown[][], expected = 0) {
  return JSON.stringify({
    annotatedCode: {
      javascript: {
        entry: 'run',
        lines: lines.map(([id, code]) => ({ id, code })),
        valueSlots: [],
      },
    },
    testCases: calls.map((args, at) => ({ id: `case-${at + 1}`, args, expected, states: [] })),
  });
}

async function trace(draft: string, input = {}) {
  const files = memoryFiles();
  await files.write('lesson.json', draft);
  const result = await call(files, { name: 'trace_solution', input });
  return { ...result, after: await files.read('lesson.json') };
}

const body = (code: string): [string | null, string][] => [
  [null, 'function run(n) {'],
  [null, code],
  ['end', '  return n;'],
  [null, '}'],
];

describe('trace_solution', () => {
  test('puts the very states of a lesson into its draft; annotate_states gives them their words', async () => {
    for (const { lesson } of lessons.filter((_, at) => at % 15 === 2)) {
      const target = layOut(lesson);
      const begun = algorithmsScript.aided?.begin(target, lesson);
      if (!begun) continue;
      const files = memoryFiles();
      await files.write('lesson.json', begun.text);
      for (const one of begun.calls) expect((await call(files, one)).isError).toBe(false);
      const bare = await files.read('lesson.json');
      expect(bare).not.toContain('"calculation"');
      const [words, ...more] = algorithmsScript.aided?.goOn(bare, target) ?? [];
      expect(more).toEqual([]);
      if (words) expect((await call(files, words)).isError).toBe(false);
      expect(await files.read('lesson.json')).toBe(target);
    }
  });

  test('tells the states as they are written, and a result that is not the expected one', async () => {
    const draft = draftOf(
      [
        [null, 'function run(n) {'],
        ['start', '  let sum = 0;'],
        ['end', '  return sum + n;'],
        [null, '}'],
      ],
      [[4]],
      5,
    );
    const { text, after } = await trace(draft, {
      draw: { kind: 'value', name: 'sum', pointers: [] },
    });
    expect(text).toContain(
      'case 0: 2 states, result 4, but expected says 5: find out which is right\n' +
        '{"step":1,"codeLineId":"start","variables":{"n":4,"sum":0}}\n' +
        '{"step":2,"codeLineId":"end","variables":{"n":4,"sum":0,"result":4}}',
    );
    expect(JSON.parse(after).testCases[0].states[1]).toEqual({
      step: 2,
      codeLineId: 'end',
      variables: { n: 4, sum: 0, result: 4 },
      dataStructureState: { kind: 'value', name: 'sum', value: 0 },
      pointers: {},
    });
  });

  test('tries another solution out, and writes nothing', async () => {
    const draft = layOut(twoSum().lesson);
    const lines = [{ id: 'end', code: 'const run = (n) => { return n; };' }];
    const refused = await trace(draft, { solution: { entry: 'run', lines, calls: [[1]] } });
    expect(refused).toMatchObject({ isError: true, after: draft });
    expect(refused.text).toContain('stands outside of every function');
    const split = ['const run = (n) => {', '  return n;', '};'].map((code, at) => ({
      id: at === 1 ? 'end' : null,
      code,
    }));
    const { text, after } = await trace(draft, {
      solution: { entry: 'run', lines: split, calls: [[[7]]] },
    });
    expect(text).toContain('{"step":1,"codeLineId":"end","variables":{"n":[7],"result":[7]}}');
    expect(after).toBe(draft);
  });

  test('a replay takes the states from the answer, whatever the code would do today', async () => {
    const luck = draftOf(
      [
        [null, 'function run() {'],
        ['end', '  return Math.random();'],
        [null, '}'],
      ],
      [[]],
    );
    const { text, after } = await trace(luck);
    const at = '2026-11-25T00:00:00.000Z';
    const uses = [
      {
        type: 'tool_use',
        id: '1',
        name: 'write_file',
        input: { path: 'lesson.json', content: luck },
      },
      { type: 'tool_use', id: '2', name: 'trace_solution', input: {} },
    ] as const;
    const entries: Entry[] = [
      ...freshEntries(),
      {
        ...{ type: 'reply', at, turn: 1, content: [...uses], stopReason: 'tool_use', latencyMs: 0 },
        ...{ servedModel: 'm', requestId: null, usage: null, costUsd: null },
      },
      {
        ...{ type: 'user', at },
        content: ['written', text].map((content, index) => ({
          type: 'tool_result',
          tool_use_id: String(index + 1),
          content,
        })),
      },
    ];
    const replayed = await replayWrites(entries, tools, memoryFiles());
    expect(await replayed.read('lesson.json')).toBe(after);
    expect(after).toMatch(/"result":0\.\d+/);
  });

  test('ends what does not end, tells of each call by itself, and leaves other cases as they are', async () => {
    const draft = draftOf(body('  while (n === 1) {}'), [[0], [1], [2]]);
    const { text, after, isError } = await trace(draft);
    expect(isError).toBe(false);
    expect(text).toContain('case 0: 1 states, result 0\n');
    expect(text).toMatch(/case 1: it ended without a result/);
    expect(JSON.parse(after).testCases[1].states).toEqual([]);
  }, 20_000);

  test.each<[string, string, RegExp]>([
    [
      'throws a text that looks like an answer',
      String.raw`  throw '\ncase 1: 1 states, \n{"step":1}';`,
      /it ended without a result:\s+case 1: 1 states, /,
    ],
    [
      'reaches for the machine',
      '  return process.env;',
      /it ended without a result: .*not defined/,
    ],
    [
      'spoils what the tracer uses',
      '  Array.prototype.push = JSON.stringify = null; Object.entries = null;',
      /case 0: 1 states, result 1/,
    ],
  ])(
    'code that %s hurts nobody',
    async (_what, code, words) => {
      const { text, after } = await trace(draftOf(body(code), [[1]]));
      expect(text).toMatch(words);
      expect(JSON.parse(after).testCases).toHaveLength(1);
    },
    20_000,
  );

  test('a run that nobody would watch, or that has no room, is left out in words', async () => {
    const loop: [string | null, string][] = [
      [null, 'function run(n, text) {'],
      ['loop', '  for (let i = 0; i < n; i++) {'],
      [null, '  }'],
      ['end', '  return n;'],
      [null, '}'],
    ];
    const { text, after } = await trace(
      draftOf(loop, [
        [90, ''],
        [3000, ''],
        [70, 'x'.repeat(5_000)],
        [2, ''],
      ]),
    );
    expect(text).toContain(
      'case 0: left out, since it has 91 states and a lesson shows at most 80',
    );
    expect(text).toContain('case 1: left out, since it has more than 2000 states');
    expect(text).toMatch(
      /case 2: left out, since its states take \d+ characters and 40000 are left/,
    );
    expect(JSON.parse(after).testCases[3].states).toHaveLength(3);
    expect(text.length).toBeLessThan(2_000);
  });

  test.each<[string, string, string]>([
    ['no draft', '', 'lesson.json is no JSON'],
    ['no code', '{"testCases": []}', 'no annotatedCode.javascript'],
    ['no case', draftOf(body(''), []), 'needs 1 to 20 test cases'],
    ['no JSON', '{"a": ', 'lesson.json is no JSON'],
    ['a hundred thousand brackets', '['.repeat(100_000), 'nested too deeply'],
    [
      'very long code',
      draftOf(body(`  ${' '.repeat(20_000)}`), [[1]]),
      'at most 200 lines and 16000',
    ],
    ['very long arguments', draftOf(body(''), [['x'.repeat(30_000)]]), 'at most 20000 are run'],
    ['code that does not parse', draftOf(body('  let let;'), [[1]]), 'does not parse'],
    [
      'code that knows the tracer',
      draftOf(body('  __trace("step");'), [[1]]),
      'may not use the name',
    ],
  ])('a draft with %s is refused in words', async (_what, draft, words) => {
    const { text, isError, after } = await trace(draft);
    expect(isError).toBe(true);
    expect(text).toContain(words);
    expect(after).toBe(draft);
  });

  test('its sandbox keeps no process alive', () => {
    const tool = new URL('../../../../src/products/algorithms/tools/tracing.ts', import.meta.url);
    const program = `
      const { traceInTurn } = await import(${JSON.stringify(tool.href)});
      const solution = { source: 'function f(n) {\\n return n;\\n}', entry: 'f', lineIds: new Map([[2, 'end']]) };
      const result = await traceInTurn(solution, [[5]], new AbortController().signal);
      console.log(JSON.stringify(result.traces[0].states));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 30_000,
    });
    expect(out.toString()).toBe('[{"lineId":"end","variables":{"n":5,"result":5}}]\n');
  });
});

describe('annotate_states', () => {
  test('takes words for all states of a case, or changes nothing', async () => {
    const files = memoryFiles();
    const draft = layOut(twoSum().lesson);
    await files.write('lesson.json', draft);
    const words = ['setup', 'Starts.', 'start', 'i = 0'];
    const none = await call(files, {
      name: 'annotate_states',
      input: { cases: [{ case: 0, words: [words] }] },
    });
    expect(none.text).toContain('found words for 1. Nothing was changed.');
    const past = await call(files, {
      name: 'annotate_states',
      input: { cases: [{ case: 9, words: [] }] },
    });
    expect(past.text).toContain('testCases[9] has no states');
    expect(await files.read('lesson.json')).toBe(draft);
  });

  test('changes the words alone', async () => {
    const files = memoryFiles();
    const { lesson } = twoSum();
    await files.write('lesson.json', layOut(lesson));
    const [first] = lesson.testCases;
    const words = first?.states.map(({ step }) => ['p', `d${step}`, 'a', 'c']) ?? [];
    await call(files, { name: 'annotate_states', input: { cases: [{ case: 0, words }] } });
    for (const state of first?.states ?? []) {
      Object.assign(state, {
        phase: 'p',
        description: `d${state.step}`,
        annotation: 'a',
        calculation: 'c',
      });
    }
    expect(await files.read('lesson.json')).toBe(layOut(lesson));
  });
});
