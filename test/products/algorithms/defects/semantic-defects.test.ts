import { describe, expect, test } from 'vitest';
import type { Lesson } from '../../../../src/products/algorithms/lesson.ts';
import { joinLines } from '../../../../src/products/algorithms/rehearsal/marked-source.ts';
import { instrument } from '../../../../src/products/algorithms/tracer/instrument.ts';
import { runTrace } from '../../../../src/products/algorithms/tracer/run-trace.ts';
import { hastyExecutors } from '../../../sandbox/hasty-executors.ts';
import { outcomeOf } from '../card.ts';
import { lessons } from '../lessons.ts';
import { openProven } from '../proven.ts';
import { type SemanticDefect, semanticDefects } from './semantic-defects.ts';

const wellFormed = [
  'nested-schema',
  'states-complete',
  'javascript-parses',
  'python-parses',
  'java-parses',
  'steps-in-order',
  'code-line-ids-exist',
];

function spoilt(defect: SemanticDefect) {
  const found = lessons.find(({ problem }) => problem.id === defect.lesson);
  if (found === undefined) throw new Error(`there is no lesson ${defect.lesson}`);
  // Parsed from text, so that what shares a value in memory does not share it here.
  const lesson: Lesson = JSON.parse(JSON.stringify(found.lesson));
  defect.spoil(lesson);
  return { ...found, good: found.lesson, lesson };
}

/** What the JavaScript gives for each test case; words where it gives nothing. */
function resultsOf({ annotatedCode, testCases }: Lesson) {
  const { entry, lines } = annotatedCode.javascript;
  const instrumented = instrument({ source: joinLines(lines), entry, lineIds: new Map() });
  return testCases.map(({ args }) => {
    const trace = runTrace({ instrumented, entry, args, timeoutMs: 200 });
    return trace.type === 'finished' ? trace.result : { ended: trace.type };
  });
}

test('there are thirty or more, of every kind, each with an id of its own', () => {
  expect(semanticDefects.length).toBeGreaterThanOrEqual(30);
  expect(new Set(semanticDefects.map(({ id }) => id)).size).toBe(semanticDefects.length);
  expect([...new Set(semanticDefects.map(({ criterion }) => criterion))].sort()).toEqual([
    'java-agrees',
    'javascript-agrees',
    'python-agrees',
    'trace-replays',
  ]);
});

test.each(semanticDefects)('$id leaves $lesson well formed', async (defect) => {
  const { lesson, good, problem } = spoilt(defect);
  expect(lesson).not.toEqual(good);
  for (const id of wellFormed) {
    expect([id, await outcomeOf(id, lesson, problem)]).toEqual([id, []]);
  }
});

const inJavascript = semanticDefects.filter(({ criterion }) => criterion === 'javascript-agrees');

test.each(inJavascript)('$id changes what comes out of $lesson', (defect) => {
  const { lesson } = spoilt(defect);
  expect(resultsOf(lesson)).not.toEqual(lesson.testCases.map(({ expected }) => expected));
});

const patient = await openProven();
// Here what does not end is not waited for as long as a batch would.
const hasty = await openProven(hastyExecutors());

describe.concurrent('the proof', () => {
  test.for(semanticDefects)('catches $id in $lesson by $criterion', async (defect, context) => {
    const { criterion, isEndless = false } = defect;
    patient.needs(criterion, context);
    const { lesson } = spoilt(defect);
    const found = await (isEndless ? hasty : patient).check(criterion, lesson);
    expect(found).toEqual(expect.any(Array));
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found).includes('(timeout)')).toBe(isEndless);
  });
});
