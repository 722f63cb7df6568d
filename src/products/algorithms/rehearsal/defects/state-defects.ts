import { asObject, type JsonObject, member } from '../../criteria/json-value.ts';
import { allStatesOf, statesOf, testCasesOf } from '../../criteria/lesson-parts.ts';
import { type DefectRow, pick, type Random } from './lesson-defect.ts';

const fields = [
  'phase',
  'description',
  'dataStructureState',
  'pointers',
  'annotation',
  'calculation',
];

/** Ways to get the states of a lesson wrong. */
export const stateDefects: DefectRow[] = [
  {
    id: 'state-field-missing',
    criterion: 'states-complete',
    spoil: (lesson, random) => {
      const state = anyState(lesson, random);
      if (state) delete state[pick(fields, random) ?? 'phase'];
    },
  },
  {
    id: 'states-without-calculation',
    criterion: 'states-complete',
    spoil: (lesson, random) => {
      const testCase = pick(testCasesOf(lesson), random);
      for (const { value } of testCase ? statesOf(testCase) : []) delete value.calculation;
    },
  },
  {
    id: 'step-left-out',
    criterion: 'steps-in-order',
    spoil: (lesson, random) => {
      const testCase = pick(testCasesOf(lesson), random);
      const states = testCase ? statesOf(testCase) : [];
      const from = Math.floor(random() * states.length);
      for (const { value } of states.slice(from)) {
        if (typeof value.step === 'number') value.step += 1;
      }
    },
  },
  {
    id: 'unknown-line-id',
    criterion: 'code-line-ids-exist',
    spoil: (lesson, random) => {
      const state = anyState(lesson, random);
      if (state) state.codeLineId = `${String(state.codeLineId)}-again`;
    },
  },
  {
    id: 'line-numbers-for-ids',
    criterion: 'no-known-failures',
    also: ['code-line-ids-exist', 'lines-reached'],
    spoil: (lesson, random) => {
      const testCase = pick(testCasesOf(lesson), random);
      const states = testCase ? statesOf(testCase) : [];
      for (const { value } of states) value.codeLineId = `line-${String(value.step)}`;
    },
  },
  {
    id: 'pointer-outside',
    criterion: 'pointers-inside',
    spoil: (lesson, random) => {
      const pointers = asObject(member(anyState(lesson, random), 'pointers'));
      if (pointers) pointers[pick(Object.keys(pointers), random) ?? 'end'] = 999;
    },
  },
];

function anyState(lesson: JsonObject, random: Random): JsonObject | undefined {
  return pick(allStatesOf(lesson), random)?.value;
}
