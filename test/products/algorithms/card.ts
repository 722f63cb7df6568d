import type { Issue } from '../../../src/engine/cards/criterion.ts';
import type { Json } from '../../../src/engine/json.ts';
import { criteria } from '../../../src/products/algorithms/criteria/criteria.ts';
import type { Problem } from '../../../src/products/algorithms/item.ts';

const signal = new AbortController().signal;

/** The issues of one criterion; throws when it was not checked. */
export async function issuesOf(id: string, artefact: Json, item?: Problem): Promise<Issue[]> {
  const outcome = await outcomeOf(id, artefact, item);
  if (typeof outcome === 'string') throw new Error(`${id} was not checked: ${outcome}`);
  return outcome;
}

/** The issues of one criterion, or why it was not checked. */
export async function outcomeOf(
  id: string,
  artefact: Json,
  item?: Problem,
): Promise<Issue[] | string> {
  const criterion = criteria.find((candidate) => candidate.id === id);
  if (criterion === undefined) throw new Error(`there is no criterion ${id}`);
  const outcome = await criterion.check(artefact, { item, signal });
  return Array.isArray(outcome) ? outcome : outcome.notChecked;
}

/** Ids of the criteria that fail. */
export async function failing(artefact: Json, item?: Problem): Promise<string[]> {
  const failed: string[] = [];
  for (const { id } of criteria) {
    const outcome = await outcomeOf(id, artefact, item);
    if (typeof outcome !== 'string' && outcome.length > 0) failed.push(id);
  }
  return failed;
}
