import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import { sameResult } from '../../../sandbox/same-result.ts';
import { taggedOf } from '../../../sandbox/tagged.ts';
import type { AnyOrder, Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { canonical, member, sameJson, show } from './json-value.ts';
import { testCasesOf } from './lesson-parts.ts';

/** A test case with the arguments of a catalogue example expects what the example expects. */
export const examplesCovered: Criterion<Problem> = {
  id: 'examples-covered',
  title: 'Test cases agree with the examples',
  weight: 2,
  version: 2,
  explanation: 'The problem says what it expects.',
  fixHint: 'Expect what the problem’s example expects.',
  check(artefact, { item }) {
    if (item === undefined)
      return { notChecked: 'the catalogue entry is not known', needs: 'item' };
    const cases = testCasesOf(artefact);
    if (cases.length === 0) return nothingToCheck('test case');
    const expectedFor = new Map(
      item.examples.map(({ args, expected }) => [canonical(args), expected]),
    );
    return cases.flatMap(({ path, value }) => {
      const promised = expectedFor.get(canonical(member(value, 'args')));
      const expected = member(value, 'expected');
      if (promised === undefined || agree(promised, expected, item.anyOrder)) return [];
      return [
        {
          path: `${path}.expected`,
          message: 'The problem has an example with these arguments and another result.',
          expected: show(promised),
          found: show(expected),
          fix: 'Correct the result here, and the run that leads to it.',
        },
      ];
    });
  },
};

function agree(promised: Json, expected: Json | undefined, anyOrder: AnyOrder = false): boolean {
  if (anyOrder === false || expected === undefined) return sameJson(promised, expected);
  return sameResult(taggedOf(promised), taggedOf(expected), { anyOrder });
}
