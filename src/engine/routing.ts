import { z } from 'zod';
import { endpointName } from '../models/endpoint.ts';
import { type LaneName, laneKey } from '../models/quota/lane-name.ts';
import type { AttemptOutcome } from './journal/events.ts';

/** What routing looks at. `high` complexity: reference generation, novel formats. */
export const workloadSchema = z.strictObject({
  complexity: z.enum(['high', 'ordinary']),
  mustSucceed: z.boolean(),
});
export type Workload = z.infer<typeof workloadSchema>;

/** A model, at a named endpoint of factory.json where it is not the usual one. */
const laneSchema = z.strictObject({
  model: z.string().min(1),
  endpoint: endpointName.optional(),
});

/** One model to try, and how many of the item's repairs it may use. */
const routeStepSchema = z.strictObject({
  ...laneSchema.shape,
  /** Taken in this order, for attempts that begin while the models before them are parked. */
  fallback: z.array(laneSchema).min(1).optional(),
  maxRepairs: z.int().nonnegative(),
  /** Dollars per generation and share accepted, as measured before; shown beside the observed figure. */
  expected: z
    .strictObject({ costUsd: z.number().nonnegative(), successRate: z.number().min(0).max(1) })
    .optional(),
});
export type RouteStep = z.infer<typeof routeStepSchema>;

/** A row of the policy: the first row whose `when` matches the workload decides. */
export const routeSchema = z.strictObject({
  name: z.string().min(1),
  when: workloadSchema.partial(),
  steps: z.array(routeStepSchema).min(1),
});
export type Route = z.infer<typeof routeSchema>;

/** The models of a step: its own, then those that may stand in for it. */
export function lanesOf({ model, endpoint, fallback = [] }: RouteStep): LaneName[] {
  return [{ model, endpoint }, ...fallback];
}

/** Whether a step's attempts may run there. */
export function hasLane(step: RouteStep | undefined, lane: LaneName): boolean {
  return step !== undefined && lanesOf(step).some((one) => laneKey(one) === laneKey(lane));
}

/** What earlier attempts at an item came to, oldest first. */
export interface PastAttempt extends LaneName {
  outcome: AttemptOutcome;
  detail: string;
}

export type NextAttempt =
  | { type: 'attempt'; step: RouteStep; reason: string }
  | { type: 'escalate'; reason: string };

/** The first route that fits; undefined when none does. */
export function chooseRoute(routes: Route[], workload: Workload): Route | undefined {
  return routes.find(
    ({ when }) =>
      (when.complexity ?? workload.complexity) === workload.complexity &&
      (when.mustSucceed ?? workload.mustSucceed) === workload.mustSucceed,
  );
}

/**
 * What to try next: the steps of the route in order, each once, but once more after a cut (a fresh
 * conversation is shorter). A limit met by the item, a
 * criterion that cannot be checked here, and the end of the route go to a person.
 */
export function nextAttempt(route: Route, past: PastAttempt[]): NextAttempt {
  const last = past.at(-1);
  if (last?.outcome === 'limit' || last?.outcome === 'unchecked') {
    return { type: 'escalate', reason: last.detail };
  }
  const taken = stepsTaken(route, past);
  const isSame = last !== undefined && hasLane(route.steps[taken - 1], last);
  const again = isFirstCut(past, past.length - 1) && isSame;
  const step = route.steps[again ? taken - 1 : taken];
  if (step) return { type: 'attempt', step, reason: reasonFor(route, last) };
  const story = past.map(({ model, detail }) => `${model}: ${detail}`).join('; ');
  return { type: 'escalate', reason: `route ${route.name} is exhausted: ${story}` };
}

/** How many steps are behind us: a step is when its model, or one in its stead, was tried in its turn. */
function stepsTaken(route: Route, past: PastAttempt[]): number {
  let taken = 0;
  for (const [index, one] of past.entries()) {
    const isSameStep = isFirstCut(past, index - 1) && hasLane(route.steps[taken - 1], one);
    if (isSameStep) continue;
    const place = route.steps.findIndex((step, at) => at >= taken && hasLane(step, one));
    if (place >= 0) taken = place + 1;
  }
  return taken;
}

function isFirstCut(past: PastAttempt[], index: number): boolean {
  return index >= 0 && past.findIndex(({ outcome }) => outcome === 'cut') === index;
}

function reasonFor(route: Route, last: PastAttempt | undefined): string {
  return last === undefined ? `route ${route.name}` : `${last.model} ended: ${last.detail}`;
}
