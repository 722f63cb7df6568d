import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/engine/json.ts';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import { failing, outcomeOf } from '../card.ts';
import { lessons, twoSum } from '../lessons.ts';
import { spoil } from './spoil.ts';

const { lesson, problem } = twoSum();
const state = '$.testCases[0].states[0]';

function nested(depth: number, open: string, close: string): Json {
  return JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`);
}

function withProto(): Json {
  const text = JSON.stringify(lesson);
  return JSON.parse(
    text.replaceAll('"variables":{', '"variables":{"__proto__":{"a":1},"constructor":1,'),
  );
}

const hostile: [string, Json][] = [
  ['null', null],
  ['a number', 7],
  ['true', true],
  ['a string', 'lesson'],
  ['an empty list', []],
  ['an empty object', {}],
  ['a list of everything', [null, 1, 'a', [], {}]],
  ['a string of 5 MB', 'a<your '.repeat(750_000)],
  ['lists 1,000 deep', nested(1000, '[', ']')],
  ['lists 100,000 deep', nested(100_000, '[', ']')],
  ['objects 1,000 deep', nested(1000, '{"testCases":', '}')],
  [
    'a lesson of nulls',
    { algorithmMeta: null, annotatedCode: null, testCases: null, thinkingContent: null },
  ],
  [
    'a lesson of lists',
    { algorithmMeta: [], annotatedCode: [], testCases: [[[]], [null]], thinkingContent: [] },
  ],
  [
    'a lesson with __proto__ on top',
    JSON.parse('{"__proto__": {"testCases": [], "annotatedCode": {}}}'),
  ],
  ['languages that are lists', spoil('$.annotatedCode.java', [1])],
  ['lines that are no objects', spoil('$.annotatedCode.java.lines', [1, null, 'x', []])],
  ['a line of 5 MB', spoil('$.annotatedCode.java.lines[3].code', '`(; \\'.repeat(1_000_000))],
  ['a description of 5 MB', spoil(`${state}.description`, '<[{${{ \\n. a'.repeat(400_000))],
  ['blanks of 5 MB', spoil(`${state}.description`, ' '.repeat(5_000_000))],
  ['a variable 1,000 deep', spoil(`${state}.variables.deep`, nested(1000, '[', ']'))],
  [
    '30,000 states that are wrong',
    spoil('$.testCases[0].states', Array(30_000).fill({ step: 'x' })),
  ],
  ['200,000 empty texts', spoil('$.algorithmMeta.tags', Array(200_000).fill(''))],
];

describe.each(hostile)('%s', (_, artefact) => {
  test('gets an outcome from every criterion, and fails at least one', async () => {
    let issues = 0;
    for (const { id } of criteria) {
      const outcome = await outcomeOf(id, artefact, problem);
      expect(outcome.length).toBeLessThan(200);
      if (typeof outcome !== 'string') issues += outcome.length;
    }
    expect(issues).toBeGreaterThan(0);
  });
});

test('names of the object prototype are variables like any other', async () => {
  expect(await failing(withProto(), problem)).toEqual(['variables-in-code']);
});

test('a lesson that lacks everything is told so once, not once for each part', async () => {
  expect(await failing({}, problem)).toEqual(['top-level-schema']);
});

test('no criterion throws on a lesson with any part replaced by anything', async () => {
  const paths = [...partPaths(lesson)];
  const part = fc.constantFrom(...paths);
  const property = fc.asyncProperty(part, fc.jsonValue({ maxDepth: 3 }), async (path, value) => {
    const artefact = spoil(path, JSON.parse(JSON.stringify(value)));
    for (const { id } of criteria) await outcomeOf(id, artefact, problem);
  });
  await fc.assert(property, { seed: 20_261, numRuns: 40 });
});

/** The paths of all parts without odd keys. */
function* partPaths(value: Json, path = '$'): Generator<string> {
  if (path !== '$') yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (Array.isArray(value)) yield* partPaths(child, `${path}[${key}]`);
    else if (/^[A-Za-z_]\w*$/.test(key)) yield* partPaths(child, `${path}.${key}`);
  }
}

test('one good lesson stays good between bad ones', async () => {
  for (const [, artefact] of hostile.slice(0, 8)) await failing(artefact, problem);
  const [first] = lessons;
  expect(first && (await failing(first.lesson, first.problem))).toEqual([]);
});
