import { z } from 'zod';
import { fitsPattern } from '../approvals/wildcard.ts';
import type { Product } from '../product.ts';
import type { Judge } from './judge.ts';
import { type CriterionResult, type ReportCard, verdictOf } from './report-card.ts';

/** In factory.json: in place of what the product tolerates, patterns for ids of criteria. */
export const uncheckedSchema = z.strictObject({
  accept: z.array(z.string()).optional(),
  /** Whether `accept` is also for a criterion that broke on the output, which could be the output's doing. */
  broken: z.enum(['accept', 'escalate']).default('escalate'),
});

/** Without which criteria an output may be accepted when they could not be judged; the card lists them. */
export interface UncheckedPolicy {
  accept: readonly string[];
  broken: 'accept' | 'escalate';
}

/** What factory.json says, else the product. */
export function uncheckedPolicy(
  product: Pick<Product, 'mayStayUnchecked'>,
  { unchecked }: { unchecked: z.infer<typeof uncheckedSchema> },
): UncheckedPolicy {
  return {
    accept: unchecked.accept ?? product.mayStayUnchecked ?? [],
    broken: unchecked.broken,
  };
}

/** Whether the policy lets an output be accepted without this criterion, which was not checked. */
export function isTolerated(
  { id, status, broken }: Pick<CriterionResult, 'id' | 'status' | 'broken'>,
  policy: UncheckedPolicy,
): boolean {
  if (status !== 'not-checked' || (broken && policy.broken === 'escalate')) return false;
  return policy.accept.some((pattern) => fitsPattern(pattern, id));
}

/** The card as the policy sees it: what is tolerated says so, and the verdict follows from the rest. */
export function tolerate(card: ReportCard, policy: UncheckedPolicy): ReportCard {
  return tolerated(card, (result) => isTolerated(result, policy));
}

function tolerated(card: ReportCard, isFine: (result: CriterionResult) => boolean): ReportCard {
  const criteria = card.criteria.map((result): CriterionResult => {
    return isFine(result) ? { ...result, tolerated: true } : result;
  });
  return { ...card, criteria, verdict: verdictOf(criteria) };
}

/** The card where there is no catalogue: what would need it says so, and keeps nothing from passing. */
export function tolerateUnknownItem(card: ReportCard): ReportCard {
  return tolerated(card, ({ needs }) => needs === 'item');
}

/** The same judge with a policy for what it cannot judge. */
export function toleratingUnchecked(judge: Judge, policy: UncheckedPolicy): Judge {
  return async (text, about) => tolerate(await judge(text, about), policy);
}

/** For the record of an accepted output: the criteria that nobody could judge, when there are any. */
export function uncheckedOf({ criteria }: ReportCard): { unchecked?: string[] } {
  const unchecked = criteria.filter(({ status }) => status === 'not-checked').map(({ id }) => id);
  return unchecked.length === 0 ? {} : { unchecked };
}
