import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, show } from './json-value.ts';
import { testCasesOf } from './lesson-parts.ts';

const path = '$.algorithmMeta.comparison';

/**
 * A lesson frees no order that its problem does not free, and looks for the result where the signature
 * leaves it: what would let a wrong solution pass is not the author's to say.
 */
export const comparisonAgrees: Criterion<Problem> = {
  id: 'comparison-agrees',
  title: 'Results are compared as the problem says',
  weight: 3,
  explanation: 'Compared more loosely than the problem allows, a wrong result would pass.',
  fixHint: 'Take anyOrder from the problem; inPlace is true where the signature returns void.',
  check(artefact, { item }) {
    const comparison = member(member(artefact, 'algorithmMeta'), 'comparison');
    if (asObject(comparison) === undefined) return nothingToCheck('comparison in the metadata');
    const anyOrder = member(comparison, 'anyOrder');
    const shapeless = orderless(artefact, anyOrder);
    if (shapeless.length > 0) return shapeless;
    if (item === undefined)
      return { notChecked: 'the catalogue entry is not known', needs: 'item' };
    return [
      ...differing('anyOrder', anyOrder, item.anyOrder ?? false),
      ...differing('inPlace', member(comparison, 'inPlace'), item.signature.returns === 'void'),
    ];
  },
};

/** Only lists have an order that could be free, and only lists of lists one inside as well. */
function orderless(artefact: Json, anyOrder: Json | undefined): Issue[] {
  if (anyOrder !== true && anyOrder !== 'deep') return [];
  const isFit = (value: Json | undefined): boolean =>
    Array.isArray(value) && (anyOrder === true || value.every((one) => Array.isArray(one)));
  return testCasesOf(artefact)
    .filter(({ value }) => !isFit(member(value, 'expected')))
    .map((one) => ({
      path: `${path}.anyOrder`,
      message: `The result at ${one.path}.expected has no order that could be free.`,
      expected: anyOrder === true ? 'lists as results' : 'lists of lists as results',
      found: show(member(one.value, 'expected')),
      fix: 'Set anyOrder to false, unless the problem says otherwise.',
    }))
    .slice(0, 1);
}

function differing(name: string, found: Json | undefined, expected: Json): Issue[] {
  if (found === expected) return [];
  const fix =
    name === 'anyOrder'
      ? `Set it to ${show(expected)}: the problem ${expected === false ? 'fixes the order' : 'says so'}.`
      : `Set it to ${show(expected)}: the signature ${expected ? 'returns nothing, so the first argument is the result' : 'returns the result, also where the work is done in place'}.`;
  return [
    {
      path: `${path}.${name}`,
      message: `${name} is not what the problem says.`,
      expected: show(expected),
      found: show(found),
      fix,
    },
  ];
}
