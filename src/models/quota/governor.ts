import type { Clock } from '../clock.ts';
import type { ModelRequest } from '../port.ts';
import type { Bounds } from './concurrency.ts';
import { createLane, type Lane } from './lane.ts';
import { type LaneName, laneKey } from './lane-name.ts';
import { newLaneState } from './lane-state.ts';
import type { Park } from './park.ts';

/** Governs all calls of an engine: one lane for each endpoint, credential and model. */
export interface Governor {
  lane(name: LaneName): Lane;
  /**
   * Whether work for one of these may be begun now. A lane whose probe is due is good for one piece of
   * work, by which it is taken until `release`.
   */
  claim(names: readonly LaneName[]): { lane: string | undefined } | undefined;
  /** Says that work has ended for which a due lane was taken. */
  release(lane: string | undefined): void;
}

/** What is told of lanes; `lane` is the key that names it. */
export interface GovernorOptions {
  clock: Clock;
  random: () => number;
  timeScale: number;
  signal: AbortSignal;
  boundsOf(name: LaneName): Bounds;
  /** Lanes that an earlier engine left parked. */
  parked: ReadonlyMap<string, Park>;
  onParked(name: LaneName, park: Park): void;
  onProbe(name: LaneName, request: ModelRequest): void;
  onResumed(name: LaneName): void;
  onWait(name: LaneName, why: string, untilMs: number): void;
  /** Work may be begun that could not be before. */
  onDue(): void;
  /** What is on record cannot be written any more. */
  onError(error: unknown): void;
}

export function createGovernor(options: GovernorOptions): Governor {
  const { clock, random, timeScale, signal, onDue, onError } = options;
  const lanes = new Map<string, Lane>();
  const claimed = new Set<string>();
  const open = (name: LaneName): Lane =>
    createLane({
      ...{ clock, random, timeScale, signal, onDue, onError },
      state: newLaneState(options.boundsOf(name), options.parked.get(laneKey(name))),
      onParked: (park) => options.onParked(name, park),
      onProbe: (request) => options.onProbe(name, request),
      onResumed: () => options.onResumed(name),
      onWait: (why, untilMs) => options.onWait(name, why, untilMs),
    });
  const lane = (name: LaneName): Lane => {
    const key = laneKey(name);
    const known = lanes.get(key) ?? open(name);
    lanes.set(key, known);
    return known;
  };
  return {
    lane,
    claim(names) {
      if (names.some((name) => lane(name).standing() === 'open')) return { lane: undefined };
      const due = names.find(
        (name) => lane(name).standing() === 'due' && !claimed.has(laneKey(name)),
      );
      if (!due) return undefined;
      claimed.add(laneKey(due));
      return { lane: laneKey(due) };
    },
    release(key) {
      if (key !== undefined) claimed.delete(key);
    },
  };
}
