import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';
import { isRunId, runIds } from './breaker-id.ts';
import { mostEnds, type RunEnd } from './run-end.ts';

const longestReason = 300;

/**
 * Takes how an item ended into the run's ends. A reset of the run's breaker begins anew; so does another
 * run, whose start is a person's word, too: it closes that breaker.
 */
export function foldRunEnds(state: FactoryState, event: Event): void {
  const isFresh = event.type === 'run.started' && !event.resumed;
  if (isFresh) for (const id of Object.values(runIds)) state.breakers.delete(id);
  if (isFresh || (event.type === 'breaker.reset' && isRunId(event.id))) state.runEnds = [];
  const end = runEndOf(event, state);
  if (!end) return;
  const others = state.runEnds.filter(({ item }) => item !== end.item);
  state.runEnds = [...others, end].slice(-mostEnds);
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
