import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';
import { isLaneOf, isRunId, laneOf, runIds } from './breaker-id.ts';
import { mostEnds, type RunEnd } from './run-end.ts';

const longestReason = 300;

/**
 * Takes how an item ended into the run's ends, until it is begun again. A reset of the run's breaker begins
 * anew, and that of a model's breaker forgets what was refused there: a person has seen to it. So does
 * another run, whose start is a person's word, too: it closes the run's breakers.
 */
export function foldRunEnds(state: FactoryState, event: Event): void {
  switch (event.type) {
    case 'run.started':
      if (event.resumed) return;
      for (const id of Object.values(runIds)) state.breakers.delete(id);
      state.runEnds = [];
      return;
    case 'breaker.reset':
      state.runEnds = state.runEnds.filter((end) => !isForgotten(end, event.id));
      return;
    case 'item.started':
      state.runEnds = endsOfOthers(state, event.item);
      return;
    default: {
      const end = runEndOf(event, state);
      if (end) state.runEnds = [...endsOfOthers(state, end.item), end].slice(-mostEnds);
    }
  }
}

function isForgotten({ trouble, model }: RunEnd, reset: string): boolean {
  if (isRunId(reset)) return true;
  const lane = laneOf(reset);
  return trouble === 'system' && lane !== undefined && model !== undefined && isLaneOf(lane, model);
}

function endsOfOthers({ runEnds }: FactoryState, item: string): readonly RunEnd[] {
  return runEnds.some((end) => end.item === item)
    ? runEnds.filter((end) => end.item !== item)
    : runEnds;
}

/** The end of an item that an event tells of; undefined for most. */
function runEndOf(event: Event, state: FactoryState): RunEnd | undefined {
  switch (event.type) {
    case 'item.accepted':
      return endOf(state, event, undefined, '');
    case 'item.escalated':
      return endOf(state, event, event.cause === 'system' ? 'system' : undefined, event.reason);
    case 'item.parked':
      return event.unanswered ? endOf(state, event, 'unanswered', event.reason) : undefined;
    default:
      return undefined;
  }
}

function endOf(
  { items }: FactoryState,
  { item, at }: { item: string; at: string },
  trouble: RunEnd['trouble'],
  reason: string,
): RunEnd {
  return {
    ...{ item, model: items.get(item)?.model, atMs: Date.parse(at), trouble },
    reason: trouble === undefined ? '' : reason.slice(0, longestReason),
  };
}
