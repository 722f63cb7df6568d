import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { member, show } from './json-value.ts';
import { type Part, testCasesOf } from './lesson-parts.ts';
import { typeFits } from './type-fits.ts';

type Param = Problem['signature']['params'][number];

/** Every test case has as many arguments as the signature, each of its type. Unknown types fit anything. */
export const argsFit: Criterion<Problem> = {
  id: 'args-fit',
  title: 'Arguments fit the signature',
  weight: 2,
  explanation: 'Arguments that do not fit cannot be passed in all three languages.',
  fixHint: 'Give one value for each parameter, of its type.',
  check(artefact, { item }) {
    if (item === undefined)
      return { notChecked: 'the catalogue entry is not known', needs: 'item' };
    const cases = testCasesOf(artefact);
    if (cases.length === 0) return nothingToCheck('test case');
    return cases.flatMap((testCase) => caseIssues(testCase, item.signature.params));
  },
};

function caseIssues({ path, value }: Part<Json>, params: Param[]): Issue[] {
  const args = member(value, 'args');
  if (!Array.isArray(args)) return [];
  if (args.length !== params.length) {
    const expected = `${params.length}: ${params.map(({ name }) => name).join(', ')}`;
    const message = 'The number of arguments is not the signature’s.';
    return [{ path: `${path}.args`, message, expected, found: String(args.length) }];
  }
  return params.flatMap(({ name, type }, index) => {
    const found = args[index] ?? null;
    if (typeFits(found, type)) return [];
    const message = `The argument ${name} has another type.`;
    return [{ path: `${path}.args[${index}]`, message, expected: type, found: show(found) }];
  });
}
