import type { FactoryState } from '../engine/state/state.ts';
import { needsPerson } from '../models/quota/park.ts';
import { laneWords } from './event-words.ts';
import { formatClock, formatDuration, formatMoment } from './format.ts';

/** A model that takes no calls for a while. Times in epoch milliseconds, as of one moment. */
export interface ParkView {
  /** `opus-5-5`, `opus-5-5 at backup` */
  lane: string;
  needsPerson: boolean;
  isProbing: boolean;
  reason: string;
  source: string;
  /** When the provider takes calls again; null: it did not say. */
  resumeAtMs: number | null;
  probeAtMs: number;
  nowMs: number;
}

/** Parked models: those that need a person first, then those that come back soonest. */
export function parkViews({ parks }: Pick<FactoryState, 'parks'>, nowMs: number): ParkView[] {
  return [...parks.values()]
    .map((park) => ({
      lane: laneWords(park),
      needsPerson: needsPerson(park.class),
      isProbing: park.isProbing,
      reason: park.reason,
      source: park.source,
      resumeAtMs: park.resumeAtMs,
      probeAtMs: park.probeAtMs,
      nowMs,
    }))
    .sort((a, b) => Number(b.needsPerson) - Number(a.needsPerson) || a.probeAtMs - b.probeAtMs);
}

/** `parked until 03:00:00, in 2h 14m`; of an unknown reset, when the next probe goes out. */
export function parkedUntil({ resumeAtMs, probeAtMs, isProbing, nowMs }: ParkView): string {
  if (isProbing) return 'parked, a probe is under way';
  const at = (atMs: number) =>
    `${atMs - nowMs < 86_400_000 ? formatClock(atMs) : formatMoment(atMs)}, in ${formatDuration(atMs - nowMs)}`;
  if (resumeAtMs !== null && resumeAtMs > nowMs) return `parked until ${at(resumeAtMs)}`;
  const until = resumeAtMs === null ? 'nobody knows when' : 'a probe is answered';
  return `parked until ${until}; next probe ${at(probeAtMs)}`;
}
