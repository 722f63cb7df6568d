import type { Json } from '../../../engine/json.ts';
import { member } from '../criteria/json-value.ts';
import { testCasesOf } from '../criteria/lesson-parts.ts';

/** A test case that can be run, and where it lies. */
export interface RunnableCase {
  path: string;
  args: Json[];
  expected: Json;
  states: Json;
}

/** More than a lesson has: what is beyond is another criterion's fault to find. */
const mostCases = 50;

/** The test cases that have arguments and an expected result; other criteria name the rest. */
export function runnableCases(artefact: Json): RunnableCase[] {
  return testCasesOf(artefact)
    .flatMap(({ path, value }) => {
      const args = member(value, 'args');
      const expected = member(value, 'expected');
      const states = member(value, 'states') ?? [];
      return Array.isArray(args) && expected !== undefined
        ? [{ path, args, expected, states }]
        : [];
    })
    .slice(0, mostCases);
}
