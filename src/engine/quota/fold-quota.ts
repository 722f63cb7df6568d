import { laneKey } from '../../models/quota/lane-name.ts';
import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';

type QuotaEvent = Extract<Event, { type: `quota.${string}` }>;

/** Quota events: which models are parked, why, and until when. */
export function foldQuota(state: FactoryState, event: QuotaEvent): void {
  const key = laneKey({ model: event.model, endpoint: event.endpoint ?? undefined });
  const before = state.parks.get(key);
  switch (event.type) {
    case 'quota.parked': {
      const { model, endpoint, account, reason, resumeAtMs, source, probeAtMs, probes } = event;
      state.parks.set(key, {
        ...{ model, endpoint, account, class: event.class, reason },
        ...{ resumeAtMs, source, probeAtMs, probes },
        sinceMs: before?.sinceMs ?? Date.parse(event.at),
        isProbing: false,
      });
      return;
    }
    case 'quota.probed':
      if (before) state.parks.set(key, { ...before, isProbing: true });
      return;
    case 'quota.resumed':
      state.parks.delete(key);
      return;
    default:
      event satisfies never;
  }
}
