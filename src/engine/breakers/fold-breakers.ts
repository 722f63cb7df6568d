import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';

type BreakerEvent = Extract<Event, { type: `breaker.${string}` }>;

/** Breaker events: what is stopped, why, since when, and how many items wait for it. */
export function foldBreakers(state: FactoryState, event: BreakerEvent): void {
  const before = state.breakers.get(event.id);
  switch (event.type) {
    case 'breaker.opened': {
      const { id, scope, name, reason } = event;
      const sinceMs = Date.parse(event.at);
      state.breakers.set(id, { id, scope, name, reason, sinceMs, waiting: 0 });
      return;
    }
    case 'breaker.counted':
      if (before) state.breakers.set(event.id, { ...before, waiting: event.waiting });
      return;
    case 'breaker.reset':
      state.breakers.delete(event.id);
      return;
    default:
      event satisfies never;
  }
}
