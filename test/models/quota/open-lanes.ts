import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/models/clock.ts';
import type { Bounds } from '../../../src/models/quota/concurrency.ts';
import { createGovernor } from '../../../src/models/quota/governor.ts';
import { laneKey } from '../../../src/models/quota/lane-name.ts';
import type { Park } from '../../../src/models/quota/park.ts';

/** A governor on a given clock, and everything that it tells, in order. */
export function openLanes(given: {
  clock: Clock;
  bounds?: Bounds;
  parked?: ReadonlyMap<string, Park>;
  timeScale?: number;
  onDue?: () => void;
  onProbe?: () => void;
}) {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  const told: { type: 'parked' | 'probe' | 'resumed' | 'wait'; lane: string; park?: Park }[] = [];
  const governor = createGovernor({
    clock: given.clock,
    random: () => 0,
    timeScale: given.timeScale ?? 1,
    signal: ended.signal,
    boundsOf: () => given.bounds ?? { min: 1, max: 1_000 },
    parked: given.parked ?? new Map(),
    onParked: (name, park) => told.push({ type: 'parked', lane: laneKey(name), park }),
    onProbe: (name) => {
      told.push({ type: 'probe', lane: laneKey(name) });
      given.onProbe?.();
    },
    onResumed: (name) => told.push({ type: 'resumed', lane: laneKey(name) }),
    onWait: (name) => told.push({ type: 'wait', lane: laneKey(name) }),
    onDue: given.onDue ?? (() => {}),
    onError: (error) => {
      throw error;
    },
  });
  return { governor, told };
}
