import type { Route, RouteStep, Workload } from '../../engine/routing.ts';
import type { Problem } from './item.ts';

const opus = 'claude-opus-5-5';
const sonnet = 'claude-sonnet-5-5';
const haiku = 'claude-haiku-5-5';

/** The last resort before a person: one try of the strongest model. */
const lastResort: RouteStep = {
  model: opus,
  maxRepairs: 0,
  expected: { costUsd: 0.21, successRate: 1 },
};

/** Who writes what. Expected dollars per generation and share accepted are those of the first full catalogue run. */
export const routes: Route[] = [
  {
    name: 'reference',
    when: { complexity: 'high' },
    steps: [{ model: opus, maxRepairs: 3, expected: { costUsd: 0.21, successRate: 1 } }],
  },
  {
    name: 'must-succeed',
    when: { mustSucceed: true },
    steps: [
      { model: sonnet, maxRepairs: 3, expected: { costUsd: 0.03, successRate: 0.95 } },
      lastResort,
    ],
  },
  {
    name: 'bulk',
    when: {},
    steps: [
      { model: haiku, maxRepairs: 1, expected: { costUsd: 0.005, successRate: 0.85 } },
      // 60% at the first pass, and each repair saves half of the rest.
      { model: sonnet, maxRepairs: 2, expected: { costUsd: 0.03, successRate: 0.9 } },
      lastResort,
    ],
  },
];

/** What routing looks at for a problem: easy ones may fail cheaply first, the others may not. */
export function workload({ workload: asked, difficulty }: Problem): Workload {
  return {
    complexity: asked === 'high' ? 'high' : 'ordinary',
    mustSucceed: difficulty !== 'easy',
  };
}
