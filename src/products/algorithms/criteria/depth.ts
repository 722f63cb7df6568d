import type { NotChecked } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import { isDeeperThan, maxDepth } from './json-value.ts';

/** Why a schema may not look at this artefact; undefined when it is safe for recursive code. */
export function tooDeep(artefact: Json): NotChecked | undefined {
  if (!isDeeperThan(artefact, maxDepth)) return undefined;
  return { notChecked: `the lesson is nested more than ${maxDepth} levels deep` };
}

/** The outcome of a criterion that found nothing to judge: another one reports what is missing. */
export function nothingToCheck(what: string): NotChecked {
  return { notChecked: `there is no ${what} to look at` };
}
