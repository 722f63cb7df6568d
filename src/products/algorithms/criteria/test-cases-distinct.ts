import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { canonical, member, show } from './json-value.ts';
import { type Part, testCasesOf } from './lesson-parts.ts';

/** No two test cases have the same arguments or the same id. */
export const testCasesDistinct: Criterion<Problem> = {
  id: 'test-cases-distinct',
  title: 'Test cases differ',
  weight: 2,
  explanation: 'The same run twice teaches nothing new.',
  fixHint: 'Choose arguments that show something new.',
  check(artefact) {
    const cases = testCasesOf(artefact);
    if (cases.length === 0) return nothingToCheck('test case');
    return [
      ...repeated(cases, 'args', 'Choose arguments that show something new.'),
      ...repeated(cases, 'id', 'Give it an id of its own.'),
    ];
  },
};

function repeated(cases: Part<Json>[], key: string, fix: string): Issue[] {
  const first = new Map<string, string>();
  return cases.flatMap((testCase) => {
    const value = member(testCase.value, key);
    if (value === undefined) return [];
    const path = `${testCase.path}.${key}`;
    const text = canonical(value);
    const earlier = first.get(text);
    if (earlier !== undefined) {
      return [
        {
          path,
          message: `The same as ${earlier}.`,
          expected: 'another one',
          found: show(value),
          fix,
        },
      ];
    }
    first.set(text, path);
    return [];
  });
}
