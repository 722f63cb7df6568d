import type { Json } from '../../../engine/json.ts';
import { member } from './json-value.ts';
import { allStatesOf, flavoursOf, type Part, testCasesOf } from './lesson-parts.ts';
import { oncePerArtefact } from './once-per-artefact.ts';

/** Written by the author for people to read; everything else is data, code or a name. */
const proseFields = {
  meta: ['title', 'summary'],
  testCase: ['title'],
  state: ['phase', 'description', 'annotation', 'calculation'],
  flavour: ['headline', 'explanation', 'keyInsight'],
};

/**
 * Every text of the lesson that is prose, with its path. Data that a step shows is left out. Found once
 * for each artefact, which nobody changes while it is judged.
 */
export const proseOf = oncePerArtefact((artefact: Json): Part<string>[] => {
  const meta = { path: '$.algorithmMeta', value: member(artefact, 'algorithmMeta') };
  return [
    ...textsIn(meta, proseFields.meta),
    ...testCasesOf(artefact).flatMap((part) => textsIn(part, proseFields.testCase)),
    ...allStatesOf(artefact).flatMap((part) => textsIn(part, proseFields.state)),
    ...flavoursOf(artefact).flatMap((part) => textsIn(part, proseFields.flavour)),
  ];
});

function textsIn(part: Part<Json | undefined>, keys: string[]): Part<string>[] {
  return keys.flatMap((key) => {
    const value = member(part.value, key);
    return typeof value === 'string' ? [{ path: `${part.path}.${key}`, value }] : [];
  });
}
