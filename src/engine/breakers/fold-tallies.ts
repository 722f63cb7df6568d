import { laneKey } from '../../models/quota/lane-name.ts';
import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';
import { countedBy, criterionOf, modelId, routeKey } from './breaker-id.ts';
import { type Outcome, tallied } from './tally.ts';

/** What an event tells of a model or a route. */
export interface Fact {
  scope: 'model' | 'route';
  /** Of the model's lane, or the route. */
  name: string;
  /** Under what it is tallied. */
  key: string;
  outcome: Outcome;
}

/** Takes what an event tells of a model or a route into its tally; a reset forgets what its breaker counted. */
export function foldTallies(state: FactoryState, event: Event): void {
  if (event.type === 'breaker.reset') forget(state, event.id);
  const fact = factOf(event, state);
  if (!fact) return;
  const before = state.tallies.get(fact.key) ?? [];
  state.tallies.set(fact.key, tallied(before, fact.outcome));
}

/** What an event tells breakers, once the rest of it is folded; undefined for most. */
export function factOf(event: Event, state: FactoryState): Fact | undefined {
  switch (event.type) {
    case 'attempt.ended': {
      if (event.model === undefined || event.outcome === 'dropped') return undefined;
      const name = laneKey({ model: event.model, endpoint: event.endpoint });
      const messages = event.outcome === 'error' ? [event.detail] : [];
      const outcome = { item: event.item, messages };
      return { scope: 'model', name, key: modelId(name), outcome };
    }
    case 'item.accepted':
    case 'item.escalated': {
      const item = state.items.get(event.item);
      if (item?.route === undefined) return undefined;
      const failing = event.type === 'item.escalated' ? item.failing : [];
      const messages = failing.map(({ criterion, message }) => `${criterion}: ${message}`);
      const outcome = { item: event.item, messages };
      return { scope: 'route', name: item.route, key: routeKey(item.route), outcome };
    }
    default:
      return undefined;
  }
}

function forget({ tallies }: FactoryState, id: string): void {
  const { key, criterion } = countedBy(id);
  const tally = tallies.get(key);
  if (!tally) return;
  if (criterion === undefined) {
    tallies.delete(key);
    return;
  }
  const isOther = (message: string) => criterionOf(message) !== criterion;
  tallies.set(
    key,
    tally.map(({ item, messages }) => ({ item, messages: messages.filter(isOther) })),
  );
}
