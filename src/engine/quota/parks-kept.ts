import { laneKey } from '../../models/quota/lane-name.ts';
import { needsPerson, type Park } from '../../models/quota/park.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Recorder } from '../journal/recorder.ts';

/**
 * What earlier engines left parked and still holds. With another credential it does not; and where a
 * person was needed, one that starts a new run has come: a probe goes out at once.
 */
export function parksKept(
  { store, record }: Recorder,
  { accountOf, clock }: Pick<EngineOptions, 'accountOf' | 'clock'>,
): Map<string, Park> {
  const { parks, run } = store.getState();
  const kept = new Map<string, Park>();
  for (const { model, endpoint, account, ...park } of parks.values()) {
    const lane = { model, endpoint: endpoint ?? undefined };
    if (accountOf(lane.endpoint) !== account) {
      record({ type: 'quota.resumed', model, endpoint, reason: 'it is another account now' });
      continue;
    }
    const isMended = needsPerson(park.class) && run.state !== 'crashed';
    kept.set(laneKey(lane), isMended ? { ...park, probeAtMs: clock.now() } : park);
  }
  return kept;
}
