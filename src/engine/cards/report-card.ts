import { readOutput } from '../agent/readable-output.ts';
import type { Failing } from '../journal/events.ts';
import type { Json } from '../json.ts';
import { errorMessage } from '../user-error.ts';
import { sha256 } from './artefact.ts';
import type { Criterion, CriterionContext, Issue } from './criterion.ts';

/** Outcome of one criterion; `reason` is there when it was not checked, `fixHint` when it failed and has one. */
export interface CriterionResult {
  id: string;
  title: string;
  weight: number;
  status: 'pass' | 'fail' | 'not-checked';
  issues: Issue[];
  reason?: string;
  fixHint?: string;
  /** What was found where nothing, or not all, is wrong: the scores of a judge. */
  note?: string;
  /** It was not checked for want of the catalogue entry. */
  needs?: 'item';
  /** It was not checked because it broke on this very output. */
  broken?: true;
  /** It was not checked, and the output may be accepted without it. */
  tolerated?: true;
}

/** Outcome of a whole check. `pass`: no criterion failed, and none was left unchecked but what is tolerated. */
export interface ReportCard {
  verdict: 'pass' | 'fail' | 'not-checked';
  /** Weighted share of criteria that passed, 0 to 1. */
  score: number;
  /** Of the very text that was judged, in hex. */
  sha256: string;
  criteria: CriterionResult[];
}

/** What decides over an output: a product, or as much of one as that takes. */
export interface Judging<Item> {
  criteria: Criterion<Item>[];
  /** Criteria that are not to be judged, by id, and why. */
  leaveOut?: Readonly<Record<string, string>>;
  /** Told before each criterion is judged. */
  onCriterion?(id: string): void;
}

/** Stands in for all criteria when there is nothing that they could look at. */
const readable = { id: 'readable', title: 'The output is a JSON file', weight: 1 };

/**
 * Judges the text of an output. Text that is no JSON, or none that all readers take alike, fails on the
 * criterion `readable` alone. A criterion that throws has a bug: it is not checked, with the reason.
 */
export async function issueCard<Item>(
  text: string | undefined,
  judging: Judging<Item>,
  context: CriterionContext<Item>,
): Promise<ReportCard> {
  const artefact = readOutput(text);
  if (artefact.type === 'unreadable') {
    const result: CriterionResult = { ...readable, status: 'fail', issues: artefact.issues };
    return { verdict: 'fail', score: 0, sha256: sha256(text ?? ''), criteria: [result] };
  }
  const criteria: CriterionResult[] = [];
  for (const criterion of judging.criteria) {
    criteria.push(await judgeOne(criterion, artefact.value, { judging, context }));
  }
  return {
    verdict: verdictOf(criteria),
    score: scoreOf(criteria),
    sha256: sha256(text ?? ''),
    criteria,
  };
}

/** The card with one more criterion on it. */
export function withResult(card: ReportCard, result: CriterionResult): ReportCard {
  const criteria = [...card.criteria, result];
  return { ...card, criteria, verdict: verdictOf(criteria), score: scoreOf(criteria) };
}

/** A card of that verdict, for an output that was not or could not be looked at; `why` in words. */
export function unreadableCard(verdict: 'fail' | 'not-checked', why: string): ReportCard {
  const outcome =
    verdict === 'fail' ? { issues: [{ path: '$', message: why }] } : { issues: [], reason: why };
  return {
    ...{ verdict, score: 0, sha256: sha256('') },
    criteria: [{ ...readable, status: verdict, ...outcome }],
  };
}

/** What does not let the output pass, in the short form that events carry. */
export function failingOf(card: ReportCard): Failing[] {
  return card.criteria.flatMap(({ id, status, issues, reason, tolerated }) =>
    status === 'pass' || tolerated
      ? []
      : [
          {
            criterion: id,
            message: issues[0]?.message ?? reason ?? '',
            count: Math.max(1, issues.length),
          },
        ],
  );
}

/** The criteria that failed, each with its first message: those that were not checked are nobody's failure. */
export function failedOf({ criteria }: ReportCard): { criterion: string; message: string }[] {
  return criteria.flatMap(({ id, status, issues }) =>
    status === 'fail' ? [{ criterion: id, message: issues[0]?.message ?? '' }] : [],
  );
}

async function judgeOne<Item>(
  criterion: Criterion<Item>,
  artefact: Json,
  { judging, context }: { judging: Judging<Item>; context: CriterionContext<Item> },
): Promise<CriterionResult> {
  const { id, title, weight } = criterion;
  const { leaveOut = {}, onCriterion } = judging;
  const reason = Object.hasOwn(leaveOut, id) ? leaveOut[id] : undefined;
  if (reason !== undefined) {
    return { id, title, weight, issues: [], status: 'not-checked', reason, broken: true };
  }
  onCriterion?.(id);
  return judge(criterion, artefact, context);
}

async function judge<Item>(
  criterion: Criterion<Item>,
  artefact: Json,
  context: CriterionContext<Item>,
): Promise<CriterionResult> {
  const { id, title, weight, fixHint } = criterion;
  const result = { id, title, weight, issues: [] };
  const hint = fixHint === undefined ? {} : { fixHint };
  try {
    const found = await criterion.check(artefact, context);
    if (!Array.isArray(found)) {
      const { notChecked: reason, needs } = found;
      return { ...result, status: 'not-checked', reason, ...(needs ? { needs } : {}) };
    }
    if (found.length === 0) return { ...result, status: 'pass' };
    return { ...result, ...hint, status: 'fail', issues: found };
  } catch (error) {
    const reason = `the criterion itself failed: ${errorMessage(error)}`;
    return { ...result, status: 'not-checked', reason, broken: true };
  }
}

/** What follows from the outcomes of all criteria. */
export function verdictOf(
  criteria: readonly Pick<CriterionResult, 'status' | 'tolerated'>[],
): ReportCard['verdict'] {
  if (criteria.some(({ status }) => status === 'fail')) return 'fail';
  const isOpen = criteria.some(({ status, tolerated }) => status === 'not-checked' && !tolerated);
  return isOpen ? 'not-checked' : 'pass';
}

function scoreOf(criteria: CriterionResult[]): number {
  const weightOf = (some: CriterionResult[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  const passed = criteria.filter(({ status }) => status === 'pass');
  return criteria.length === 0 ? 1 : weightOf(passed) / weightOf(criteria);
}
