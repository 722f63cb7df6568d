/** What routing looks at. */
export interface Workload {
  /** `high` for reference generation and novel formats. */
  complexity: 'high' | 'ordinary';
  mustSucceed: boolean;
}

/** One model to try, and how many of the item's repairs it may use. */
export interface RouteStep {
  model: string;
  maxRepairs: number;
  /** Dollars per generation and share accepted, as measured before; shown beside the observed figure. */
  expected?: { costUsd: number; successRate: number };
}

/** A row of the policy: the first row whose `when` matches the workload decides. */
export interface Route {
  name: string;
  when: Partial<Workload>;
  steps: RouteStep[];
}
