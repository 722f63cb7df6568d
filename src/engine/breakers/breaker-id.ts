/** The breaker of a model at an endpoint, by its lane's key; what is tallied of the model has the same name. */
export function modelId(lane: string): string {
  return `model:${lane}`;
}

/** The lane's key of a model's breaker; undefined for others. */
export function laneOf(id: string): string | undefined {
  return /^model:(.*)$/.exec(id)?.[1];
}

/** The breakers of a run as a whole. */
export const runIds = { inARow: 'run:in-a-row', errorRate: 'run:error-rate' };

/** Whether a breaker is one of a run as a whole. */
export function isRunId(id: string): boolean {
  return Object.values(runIds).includes(id);
}

/** Whether a lane's key is of this model, at whatever endpoint. */
export function isLaneOf(lane: string, model: string): boolean {
  return lane === model || lane.startsWith(`${model}@`);
}

/** Under what a route's outcomes are tallied. */
export function routeKey(route: string): string {
  return `route:${route.replace(/\s+/g, '-')}`;
}

/** Of a criterion and the route on which it stops items; one route has one breaker for each criterion. */
export function routeId(route: string, message: string): string {
  return `criterion:${criterionOf(message)}@${route.replace(/\s+/g, '-')}`;
}

/** Whose outcomes a breaker counted: all of a model's, or a route's that name a criterion. */
export function countedBy(id: string): { key: string; criterion: string | undefined } {
  const [, criterion, route] = /^criterion:([^@]*)@(.*)$/.exec(id) ?? [];
  if (criterion === undefined || route === undefined) return { key: id, criterion: undefined };
  return { key: routeKey(route), criterion };
}

/** A message of a route's outcome begins with the criterion. */
export function criterionOf(message: string): string {
  return message.split(':', 1)[0] ?? '';
}
