import { canonicalText } from '../cards/artefact.ts';
import { type ReportCard, withResult } from '../cards/report-card.ts';
import type { Json } from '../json.ts';
import type { Job, Shop } from '../shop.ts';
import { askJudge, type Interrupted } from './ask-judge.ts';
import type { JudgeCase } from './judge-request.ts';

/**
 * The whole report card of a draft: every criterion of the validator, and the judge's once all of them let
 * the draft pass. One that fails otherwise is not shown to the judge, and costs nothing.
 */
export async function judgeDraft(
  shop: Shop,
  { item, signal, leaving }: Job,
  draft: Omit<JudgeCase, 'item' | 'output'> & { text: string | undefined; onJudge?(): void },
): Promise<ReportCard | Interrupted> {
  const { text, onJudge, ...of } = draft;
  const card = await shop.judge(text, { item, signal });
  const { seatedJudge } = shop;
  if (text === undefined || card.verdict !== 'pass' || !seatedJudge) return card;
  onJudge?.();
  const output = asStored(text, shop);
  const result = await askJudge(shop, seatedJudge, {
    ...of,
    item,
    output,
    io: { signal, leaving },
  });
  return 'failure' in result ? result : withResult(card, result);
}

/** The judge sees an output as it is stored: a draft in another layout is the same question. */
export function asStored(text: string, { product }: Pick<Shop, 'product'>): Json {
  const value: Json = JSON.parse(text);
  const fits = product.artefactSchema.safeParse(value);
  return fits.success ? JSON.parse(canonicalText(fits.data, product.artefactSchema)) : value;
}
