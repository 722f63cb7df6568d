import type { CatalogueItem } from '../product.ts';
import type { Criterion } from './criterion.ts';
import { issueCard, type ReportCard } from './report-card.ts';

/**
 * Issues the report card of an output's text, for an item when it is known. Rejects when nothing can be
 * judged at all, which says nothing about the output. An abort does not cut it short.
 */
export type Judge = (
  text: string | undefined,
  about: { item: CatalogueItem | undefined; signal: AbortSignal },
) => Promise<ReportCard>;

/** Judges in this very process: its event loop waits for every criterion. */
export function judgeHere({ criteria }: { criteria: Criterion<CatalogueItem>[] }): Judge {
  return (text, about) => issueCard(text, { criteria }, about);
}
