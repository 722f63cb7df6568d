import type { Json } from '../../../../engine/json.ts';
import { asObject, member } from '../../criteria/json-value.ts';
import { statesOf, testCasesOf } from '../../criteria/lesson-parts.ts';
import { type DefectRow, pick } from './lesson-defect.ts';

/** Ways to get the test cases of a lesson wrong. */
export const caseDefects: DefectRow[] = [
  {
    id: 'too-few-test-cases',
    criterion: 'three-test-cases',
    // A variable may occur in the removed cases alone.
    also: ['value-slots'],
    spoil: (lesson) => {
      const cases = member(lesson, 'testCases');
      if (Array.isArray(cases)) cases.length = Math.min(cases.length, 2);
    },
  },
  {
    id: 'test-case-twice',
    criterion: 'test-cases-distinct',
    spoil: (lesson, random) => {
      const cases = member(lesson, 'testCases');
      const twin = structuredClone(pick(testCasesOf(lesson), random)?.value);
      if (twin === undefined || !Array.isArray(cases)) return;
      cases.push({ ...twin, id: `case-${cases.length + 1}`, title: 'One more time' });
    },
  },
  {
    id: 'one-argument-too-many',
    criterion: 'args-fit',
    spoil: (lesson, random) => {
      const args = pick(testCasesOf(lesson), random)?.value.args;
      if (Array.isArray(args)) args.push(null);
    },
  },
  {
    id: 'wrong-last-result',
    criterion: 'last-state-result',
    // The step's calculation may name the result, too.
    also: ['calculation-agrees'],
    spoil: (lesson, random) => {
      const testCase = pick(testCasesOf(lesson), random);
      const last = testCase && statesOf(testCase).at(-1)?.value;
      const variables = asObject(member(last, 'variables'));
      if (variables !== undefined) variables.result = somethingElse(testCase?.value.expected);
    },
  },
];

/** A value of the same kind that differs. */
function somethingElse(value: Json | undefined): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}?`;
  if (Array.isArray(value)) return value.length > 0 ? value.slice(1) : [0];
  return value === null ? 0 : null;
}
