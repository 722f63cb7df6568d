import { attemptNumbers } from '../attempts.ts';
import type { CatalogueItem } from '../product.ts';
import { type CriterionResult, type ReportCard, withResult } from '../report-card.ts';
import type { Shop } from '../shop.ts';
import { recallJudge } from './ask-judge.ts';
import { asStored } from './judge-draft.ts';

const unasked = 'it was found as an output, and a model is not asked to recognise one';

/**
 * The report card of an output that lies among the accepted ones already. What a judge said of that very
 * output holds; nobody is asked anew, so that a start costs nothing: the criterion is then not checked.
 */
export async function recognise(
  shop: Shop,
  item: CatalogueItem,
  text: string,
): Promise<ReportCard> {
  const { seatedJudge } = shop;
  const card = await shop.judge(text, { item, signal: new AbortController().signal });
  if (card.verdict !== 'pass' || !seatedJudge) return card;
  const attempts = await attemptNumbers(shop.paths.item(item.id).attempts);
  const known = await recallJudge(shop, seatedJudge, {
    ...{ item, attempts, output: asStored(text, shop) },
  });
  const { id, title, weight } = seatedJudge.judge.criterion;
  const open: CriterionResult = {
    ...{ id, title, weight, issues: [], status: 'not-checked', reason: unasked, tolerated: true },
  };
  return withResult(card, known ?? open);
}
