import { attemptNumbers } from '../agent/attempts.ts';
import { type CriterionResult, type ReportCard, withResult } from '../cards/report-card.ts';
import type { Json } from '../json.ts';
import type { CatalogueItem } from '../product.ts';
import type { Shop } from '../shop.ts';
import { resultOf } from './answer-result.ts';
import type { SeatedJudge } from './judge-config.ts';
import { asStored } from './judge-draft.ts';
import { readJudgeLog } from './judge-log.ts';
import { judgeRequest, requestKey } from './judge-request.ts';

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
  const known = await recall(shop, seatedJudge, { item, output: asStored(text, shop) });
  const { id, title, weight } = seatedJudge.judge.criterion;
  const open: CriterionResult = {
    ...{ id, title, weight, issues: [], status: 'not-checked', reason: unasked, tolerated: true },
  };
  return withResult(card, known ?? open);
}

/** What is on disk about an output, whichever model was asked; undefined when nothing answers. */
async function recall(
  { paths }: Shop,
  seated: SeatedJudge,
  { item, output }: { item: CatalogueItem; output: Json },
): Promise<CriterionResult | undefined> {
  const question = { item, output, attempt: 1, turn: 1 };
  const keys = seated.models.map((model) => requestKey(judgeRequest(seated, question, model)));
  const itemPaths = paths.item(item.id);
  for (const attempt of (await attemptNumbers(itemPaths.attempts)).toReversed()) {
    const saved = await readJudgeLog(itemPaths, attempt);
    for (const key of keys) {
      const answers = saved.filter(({ requestSha256 }) => requestSha256 === key);
      const result = resultOf(seated, answers, output);
      if (result) return result;
    }
  }
  return undefined;
}
