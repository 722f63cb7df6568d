import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, sameJson, show } from './json-value.ts';

const facts = ['id', 'title', 'difficulty', 'tags', 'complexity', 'signature'] as const;

/** The lesson's metadata says what the catalogue says. */
export const metadataAgrees: Criterion<Problem> = {
  id: 'metadata-agrees',
  title: 'Metadata agrees with the catalogue',
  weight: 2,
  explanation: 'The catalogue decides what a lesson is about.',
  fixHint: 'Copy the field from the problem unchanged.',
  check(artefact, { item }) {
    if (item === undefined)
      return { notChecked: 'the catalogue entry is not known', needs: 'item' };
    const meta = member(artefact, 'algorithmMeta');
    if (asObject(meta) === undefined) return nothingToCheck('metadata');
    return facts
      .filter((fact) => !sameJson(member(meta, fact), item[fact]))
      .map((fact) => ({
        path: `$.algorithmMeta.${fact}`,
        message: `The ${fact} is not the catalogue's.`,
        expected: show(item[fact]),
        found: show(member(meta, fact)),
        fix: 'Copy it from the problem unchanged.',
      }));
  },
};
