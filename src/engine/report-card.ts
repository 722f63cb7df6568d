import type { Criterion, CriterionContext, Issue } from './criterion.ts';
import type { Json } from './json.ts';

/** Outcome of one criterion; `reason` is there when it was not checked. */
export interface CriterionResult {
  id: string;
  title: string;
  weight: number;
  status: 'pass' | 'fail' | 'not-checked';
  issues: Issue[];
  reason?: string;
}

/** Outcome of a whole check. `pass` means that no criterion failed and none was left unchecked. */
export interface ReportCard {
  verdict: 'pass' | 'fail' | 'not-checked';
  /** Weighted share of criteria that passed, 0 to 1. */
  score: number;
  /** Of the text that was checked, in hex. */
  sha256: string;
  criteria: CriterionResult[];
}
