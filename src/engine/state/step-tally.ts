import { addUsd } from '../../models/nano-usd.ts';
import type { FactoryState, ItemState, StepTally } from './state.ts';

/** Key of a route's step in `bySteps`. */
export function stepKey(route: string, model: string): string {
  return `${route} ${model}`;
}

/** Adds to the step of the attempt that the item is in; before its first one there is nothing to add to. */
export function addToStep(
  state: FactoryState,
  { route, model }: Pick<ItemState, 'route' | 'model'>,
  more: Partial<Pick<StepTally, 'started' | 'ended' | 'passed' | 'costUsd'>>,
): void {
  if (route === undefined || model === undefined) return;
  const key = stepKey(route, model);
  const none = { route, model, started: 0, ended: 0, passed: 0, costUsd: 0 };
  const { started, ended, passed, costUsd } = state.bySteps.get(key) ?? none;
  state.bySteps.set(key, {
    route,
    model,
    started: started + (more.started ?? 0),
    ended: ended + (more.ended ?? 0),
    passed: passed + (more.passed ?? 0),
    costUsd: addUsd(costUsd, more.costUsd ?? 0),
  });
}
