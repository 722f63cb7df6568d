import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../src/engine/json.ts';
import type {
  CellsPanel,
  CodePanel,
  Panel,
  Playback,
  Scene,
} from '../../../src/engine/playback.ts';
import { playLesson } from '../../../src/products/algorithms/playback/play-lesson.ts';
import { lessons, twoSum } from './lessons.ts';

type PanelOf<Type extends Panel['type']> = Extract<Panel, { type: Type }>;

function panels<Type extends Panel['type']>(scene: Scene, type: Type): PanelOf<Type>[] {
  return scene.panels.filter((panel): panel is PanelOf<Type> => panel.type === type);
}

function played(lesson: Json): Playback {
  const playback = playLesson(lesson);
  if (!playback) throw new Error('This is a lesson.');
  return playback;
}

/** A state that shows nothing but this structure and these pointers. */
function cellsOf(kind: string, value: Json, pointers: Json = {}): CellsPanel | undefined {
  const dataStructureState = { kind, name: 'it', value };
  const lesson = { testCases: [{ states: [{ dataStructureState, pointers }] }] };
  const scene = played(lesson).chapters[0]?.scene(0);
  return scene && panels(scene, 'cells')[0];
}

test('every step of every reference lesson shows its line, its variables and its pointers', () => {
  for (const { lesson } of lessons) {
    const { chapters, variants } = played(lesson);
    expect(variants.map(({ id }) => id)).toEqual(['javascript', 'python', 'java']);
    expect(chapters).toHaveLength(lesson.testCases.length + 2);
    for (const [at, testCase] of lesson.testCases.entries()) {
      const chapter = chapters[at];
      expect(chapter?.steps).toBe(testCase.states.length);
      for (const [step, state] of testCase.states.entries()) {
        const scene = chapter?.scene(step) ?? { panels: [] };
        const code = panels(scene, 'code');
        expect(code.map(({ variant }) => variant)).toEqual(['javascript', 'python', 'java']);
        for (const { current, variant } of code) {
          const lines = Object.entries(lesson.annotatedCode).find(([id]) => id === variant)?.[1]
            .lines;
          expect(lines?.[current ?? -1]?.id).toBe(state.codeLineId);
        }
        const [table] = panels(scene, 'table');
        expect(table?.rows.map(([name]) => name)).toEqual(Object.keys(state.variables));
        const [cells] = panels(scene, 'cells');
        const inside = Object.entries(state.pointers).filter(([, place]) => place !== null);
        const marks = cells?.marks.filter(({ label }) => Object.hasOwn(state.pointers, label));
        expect(marks?.map(({ label }) => label)).toEqual(inside.map(([name]) => name));
        for (const { row, column } of cells?.marks ?? []) {
          expect(cells?.rows[row]?.[column]).toBeDefined();
        }
        expect(panels(scene, 'text')[0]?.text).toContain(state.description);
      }
    }
  }
});

test('values stand beside the lines that have slots for them', () => {
  const { lesson } = twoSum();
  const scene = played(lesson).chapters[0]?.scene(2) ?? { panels: [] };
  const python = panels(scene, 'code').find(({ variant }) => variant === 'python');
  expect(python?.lines[3]).toEqual({ code: '        need = target - nums[i]', note: 'need = 7' });
  expect(played(lesson).chapters[0]?.subtitle).toBe('twoSum([2, 7, 11, 15], 9) = [0, 1]');
});

test('the three voices are steps of a chapter of their own', () => {
  const { lesson } = twoSum();
  const chapter = played(lesson).chapters.find(({ title }) => title === 'Explanations');
  expect(chapter).toMatchObject({ steps: 3, subtitle: 'technical, fun, spiritual' });
  const texts = panels(chapter?.scene(1) ?? { panels: [] }, 'text');
  expect(texts[0]?.text).toContain(lesson.thinkingContent.fun.explanation);
  expect(texts[1]?.text).toBe(lesson.thinkingContent.fun.keyInsight);
});

test.each<[string, Json, Json, Partial<CellsPanel>]>([
  [
    'array',
    [3, 'a', null],
    { i: 1, end: null, out: 3 },
    {
      rows: [['3', 'a', 'null']],
      columnLabels: ['0', '1', '2'],
      marks: [{ row: 0, column: 1, label: 'i' }],
    },
  ],
  [
    'string',
    'abc',
    { i: 2 },
    { rows: [['a', 'b', 'c']], marks: [{ row: 0, column: 2, label: 'i' }] },
  ],
  [
    'matrix',
    [[1, 2], [3]],
    { at: [0, 1], row: 1 },
    {
      rows: [['1', '2'], ['3']],
      rowLabels: ['0', '1'],
      marks: [
        { row: 0, column: 1, label: 'at' },
        { row: 1, column: 0, label: 'row' },
      ],
    },
  ],
  [
    'map',
    { a: 1, b: [2, 3] },
    {},
    {
      rows: [
        ['a', '1'],
        ['b', '[2, 3]'],
      ],
      marks: [],
    },
  ],
  [
    'map',
    { 7: 'x' },
    { key: 7 },
    { rows: [['7', '"x"']], marks: [{ row: 0, column: 0, label: 'key' }] },
  ],
  ['set', [5, 6], {}, { rows: [['5', '6']] }],
  ['stack', [1, 2], {}, { rows: [['1', '2']], marks: [{ row: 0, column: 1, label: 'top' }] }],
  ['queue', [1, 2], {}, { rows: [['1', '2']], marks: [{ row: 0, column: 0, label: 'front' }] }],
  ['stack', [], {}, { rows: [[]], marks: [] }],
  [
    'tree',
    [1, 2, null, 4],
    { node: 3 },
    {
      rows: [['1'], ['2', ''], ['4']],
      marks: [{ row: 2, column: 0, label: 'node' }],
    },
  ],
  [
    'graph',
    { a: ['b', 'c'], 1: { b: 4 } },
    { node: 1 },
    {
      rows: [
        ['1', 'b: 4'],
        ['a', 'b', 'c'],
      ],
      marks: [{ row: 0, column: 0, label: 'node' }],
    },
  ],
  [
    'graph',
    [[1], [0]],
    { node: 1 },
    {
      rows: [
        ['0', '1'],
        ['1', '0'],
      ],
      marks: [{ row: 1, column: 0, label: 'node' }],
    },
  ],
  ['value', 12, {}, { rows: [['12']], marks: [] }],
  ['no kind at all', [[1]], {}, { rows: [['1']] }],
])('a %s is laid out in cells: %j', (kind, value, pointers, expected) => {
  expect(cellsOf(kind, value, pointers)).toMatchObject(expected);
});

test('what is no lesson plays nothing', () => {
  const others: Json[] = [null, true, 7, 'text', [], {}, [1], { testCases: 'x' }];
  for (const value of [...others, { annotatedCode: [] }]) {
    expect(playLesson(value)).toBeUndefined();
  }
});

test('a draft shows what it has', () => {
  const { lesson } = twoSum();
  const code = { annotatedCode: { python: lesson.annotatedCode.python, java: 7 } };
  const playback = played(code);
  expect(playback.variants).toEqual([{ id: 'python', title: 'Python' }]);
  expect(playback.chapters.map(({ title }) => title)).toEqual(['About']);
  const [panel] = panels(playback.chapters[0]?.scene(0) ?? { panels: [] }, 'code');
  expect(panel satisfies CodePanel | undefined).toMatchObject({ current: undefined });
});

test('a step outside its chapter gives the nearest one', () => {
  const [chapter] = played(twoSum().lesson).chapters;
  expect(chapter?.scene(-5)).toEqual(chapter?.scene(0));
  expect(chapter?.scene(1e9)).toEqual(chapter?.scene(chapter.steps - 1));
  expect(chapter?.scene(Number.NaN)).toEqual(chapter?.scene(0));
});

const mostCharacters = 2_000_000;

function expectBounded(value: Json): void {
  for (const chapter of playLesson(value)?.chapters.slice(0, 60) ?? []) {
    for (const step of [0, chapter.steps - 1]) {
      expect(JSON.stringify(chapter.scene(step)).length).toBeLessThan(mostCharacters);
    }
  }
}

test('huge and deep values are cut', () => {
  const deep: Json = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  const wide: Json = Array.from({ length: 300_000 }, (_, at) => at);
  const object: Json = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at]),
  );
  const long = 'x'.repeat(1_000_000);
  for (const value of [deep, wide, object, long, [wide, wide], [deep, [deep]], { [long]: long }]) {
    for (const kind of ['array', 'matrix', 'tree', 'graph', 'map', 'stack', 'string']) {
      const state = {
        phase: long,
        description: long,
        variables: { a: value, b: value },
        dataStructureState: { kind, name: long, value },
        pointers: value,
      };
      const code = {
        lines: [long, { id: 'a', code: long }, ...Array(3_000).fill(value)],
        valueSlots: value,
      };
      expectBounded({
        annotatedCode: { java: code },
        testCases: [{ args: value, states: [state] }],
      });
    }
  }
});

/** Keys that the schema knows, so that hostile values come where they are looked at. */
const key = fc.constantFrom(
  ...['testCases', 'states', 'annotatedCode', 'python', 'lines', 'code', 'id', 'codeLineId'],
  ...['variables', 'dataStructureState', 'kind', 'value', 'pointers', 'thinkingContent', 'fun'],
  ...[
    'valueSlots',
    'lineId',
    'variable',
    'algorithmMeta',
    'tags',
    'args',
    '__proto__',
    'constructor',
  ],
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'large', maxDepth: 8 },
    fc.constantFrom<Json>('a', '', 0, -1, 1e300, null, true, 'matrix', 'graph', 'tree'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
  ),
}));

test('no JSON makes it throw', () => {
  fc.assert(fc.property(tree, expectBounded), { numRuns: 500 });
});

test('a lesson with any part replaced by anything still plays or is none', () => {
  const { lesson } = twoSum();
  const text = JSON.stringify({ ...lesson, testCases: lesson.testCases.slice(0, 1) });
  const values = [...text.matchAll(/(?<=[:[,])("[^"]*"|\d+|\{\}|\[\])(?=[,\]}])/g)];
  fc.assert(
    fc.property(fc.nat(values.length - 1), tree, (index, replacement) => {
      const match = values[index];
      if (!match) return;
      const end = match.index + match[0].length;
      expectBounded(
        JSON.parse(text.slice(0, match.index) + JSON.stringify(replacement) + text.slice(end)),
      );
    }),
    { numRuns: 200 },
  );
});
