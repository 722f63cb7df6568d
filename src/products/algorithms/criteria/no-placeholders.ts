import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, show } from './json-value.ts';
import { codeLinesOf, type Part } from './lesson-parts.ts';
import { proseOf } from './lesson-texts.ts';
import { codePlaceholders, type Placeholder, prosePlaceholders } from './placeholders.ts';

/** Nothing in prose or code stands for content still to be written. Data of a run is not looked at. */
export const noPlaceholders: Criterion<Problem> = {
  id: 'no-placeholders',
  title: 'Nothing is left to fill in',
  weight: 3,
  explanation: 'A lesson is published as it is.',
  fixHint: 'Write the real thing.',
  check(artefact) {
    if (asObject(artefact) === undefined) return nothingToCheck('lesson');
    return [
      ...proseOf(artefact).flatMap((text) => issues(text, prosePlaceholders)),
      ...codeLinesOf(artefact).flatMap((line) => issues(line, codePlaceholders)),
    ];
  },
};

function issues({ path, value }: Part<string>, placeholders: readonly Placeholder[]): Issue[] {
  const hit = placeholders.find(({ pattern }) => pattern.test(value));
  if (hit === undefined) return [];
  return [
    {
      path,
      message: `This holds ${hit.what}.`,
      expected: 'finished content',
      found: show(hit.pattern.exec(value)?.[0]),
      fix: 'Write the real thing.',
    },
  ];
}
