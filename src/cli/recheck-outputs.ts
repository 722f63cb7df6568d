import { sha256 } from '../engine/cards/artefact.ts';
import type { CriterionFacts } from '../engine/cards/criterion-facts.ts';
import {
  checkKey,
  isLasting,
  type KnownChecks,
  type OpenResult,
  openResults,
} from '../engine/cards/known-checks.ts';
import { type ReportCard, verdictOf } from '../engine/cards/report-card.ts';
import { isTolerated, type UncheckedPolicy } from '../engine/cards/unchecked.ts';
import { readOutputFile } from '../engine/files/output-file.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import type { Failing } from '../engine/journal/events.ts';
import type { CatalogueItem } from '../engine/product.ts';
import type { Validator } from '../engine/validator/validator.ts';
import { inOrder } from './in-order.ts';

/** What became of one accepted output under the present criteria. */
export interface Rechecked {
  item: string;
  verdict: ReportCard['verdict'];
  /** The same criteria had judged it before: it was not judged again. */
  known: boolean;
  sha256: string | undefined;
  /** What keeps it from a pass, and what it passes without. */
  failing: Failing[];
  unchecked: string[];
}

/** What outputs are judged with. */
export interface Recheck {
  paths: ContentPaths;
  validator: Validator;
  facts: readonly CriterionFacts[];
  checks: KnownChecks;
  policy: UncheckedPolicy;
  signal: AbortSignal;
  /** Told when a finding cannot be kept for the next time. */
  onLost(error: unknown): void;
}

/** More than are judged at once, so that the validator never waits for a file to be read. */
const ahead = 4;

/** Judges the outputs of items, in their order; begins no more once the signal is aborted. */
export function recheckOutputs(
  recheck: Recheck,
  items: readonly CatalogueItem[],
): AsyncGenerator<Rechecked> {
  return inOrder(whileWanted(items, recheck.signal), ahead, (item) => judge(recheck, item));
}

function* whileWanted(items: readonly CatalogueItem[], signal: AbortSignal) {
  for (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}

async function judge(recheck: Recheck, item: CatalogueItem): Promise<Rechecked> {
  const read = await readOutputFile(recheck.paths.acceptedFile(item.id));
  if (read.type === 'unreadable') {
    const open: OpenResult = { id: 'readable', status: 'fail', message: read.reason, count: 1 };
    return rechecked(recheck.policy, [open], { item: item.id, sha256: undefined, known: false });
  }
  const { text } = read;
  const hash = sha256(text);
  const key = checkKey(hash, item);
  const earlier = recheck.checks.find(key);
  const about = { item: item.id, sha256: hash, known: earlier !== undefined };
  if (earlier) return rechecked(recheck.policy, earlier, about);
  const card = await recheck.validator.judge(text, { item, signal: recheck.signal });
  const open = openResults(card);
  if (isLasting(open, recheck.facts)) await recheck.checks.keep(key, open).catch(recheck.onLost);
  return rechecked(recheck.policy, open, about);
}

function rechecked(
  policy: UncheckedPolicy,
  open: readonly OpenResult[],
  about: Pick<Rechecked, 'item' | 'sha256' | 'known'>,
): Rechecked {
  const results = open.map((result) => ({
    ...result,
    ...(isTolerated(result, policy) ? { tolerated: true as const } : {}),
  }));
  return {
    ...about,
    verdict: verdictOf(results),
    failing: results
      .filter(({ tolerated }) => !tolerated)
      .map(({ id, message, count }) => ({ criterion: id, message, count })),
    unchecked: results.filter(({ tolerated }) => tolerated).map(({ id }) => id),
  };
}
