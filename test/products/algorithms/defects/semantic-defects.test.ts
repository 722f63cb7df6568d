import { describe, expect, test } from 'vitest';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import type { Lesson } from '../../../../src/products/algorithms/lesson.ts';
import { joinLines } from '../../../../src/products/algorithms/rehearsal/marked-source.ts';
import { instrument } from '../../../../src/products/algorithms/tracer/instrument.ts';
import { runTrace } from '../../../../src/products/algorithms/tracer/run-trace.ts';
import { outcomeOf } from '../card.ts';
import { lessons } from '../lessons.ts';
import { type SemanticDefect, semanticDefects } from './semantic-defects.ts';

const known = new Set(criteria.map(({ id }) => id));

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

describe.each(semanticDefects)('$id in $lesson', (defect) => {
  test('leaves a lesson that is well formed', async () => {
    const { lesson, good, problem } = spoilt(defect);
    expect(lesson).not.toEqual(good);
    for (const id of [
      'nested-schema',
      'states-complete',
      'javascript-parses',
      'python-parses',
      'java-parses',
      'steps-in-order',
      'code-line-ids-exist',
    ]) {
      expect([id, await outcomeOf(id, lesson, problem)]).toEqual([id, []]);
    }
  });

  test.skipIf(defect.criterion !== 'javascript-agrees')('changes what comes out', () => {
    const { lesson } = spoilt(defect);
    expect(resultsOf(lesson)).not.toEqual(lesson.testCases.map(({ expected }) => expected));
  });

  test.skipIf(!known.has(defect.criterion))(`is caught by ${defect.criterion}`, async () => {
    const { lesson, problem } = spoilt(defect);
    const outcome = await outcomeOf(defect.criterion, lesson, problem);
    expect(outcome).toBeInstanceOf(Array);
    expect(outcome).not.toEqual([]);
  });
});
