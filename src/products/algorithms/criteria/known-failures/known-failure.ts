import type { Issue } from '../../../../engine/cards/criterion.ts';
import type { Json } from '../../../../engine/json.ts';
import { show } from '../json-value.ts';
import type { Part } from '../lesson-parts.ts';

/** A mistake that authors were seen to make: one row of the registry, which grows with every new one. */
export interface KnownFailure {
  id: string;
  /** What goes wrong, in a sentence. */
  what: string;
  /** The fault as it was seen, short. */
  example: string;
  detect(artefact: Json): Issue[];
}

/** One issue for each of the texts, with the same advice. */
export function textIssues(
  texts: Part<string>[],
  advice: { message: string; fix: string },
): Issue[] {
  return texts.map(({ path, value }) => ({ path, ...advice, found: show(value) }));
}
