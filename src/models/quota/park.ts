import type { Failure } from '../failure.ts';
import { FAILURE_POLICIES } from '../failure-policy.ts';

/** Classes of failure that park. */
export const PARKING = ['quota', 'spend-cap', 'needs-person'] as const;
export type ParkClass = (typeof PARKING)[number];

/** Why no call of a lane is sent, and until when. Times in epoch milliseconds. */
export interface Park {
  class: ParkClass;
  reason: string;
  /** When the provider takes calls again; null: it did not say. */
  resumeAtMs: number | null;
  /** Which header or text said so. */
  source: string;
  /** When one call is sent to see. */
  probeAtMs: number;
  /** Probes refused so far. */
  probes: number;
}

export const UNSTATED = 'nothing: the provider did not say until when';

/** The failure as one that parks, or undefined. */
export function parkClassOf({ class: name }: Failure): ParkClass | undefined {
  return PARKING.find((one) => one === name);
}

/** How a lane is parked after a failure; `before` is its park that a probe has just tried. */
export function parkFor(
  failure: Failure & { class: ParkClass },
  before: Park | undefined,
  { nowMs, timeScale }: { nowMs: number; timeScale: number },
): Park {
  const probes = before === undefined ? 0 : before.probes + 1;
  const { retryAtMs, retrySource = 'the provider' } = failure;
  const isStated = retryAtMs !== undefined;
  return {
    class: failure.class,
    reason: failure.limit === undefined ? failure.message : `${failure.limit} (${failure.message})`,
    resumeAtMs: isStated ? retryAtMs : null,
    source: isStated ? retrySource : UNSTATED,
    // A stated time that is past, again and again, must not become a busy loop.
    probeAtMs: isStated
      ? Math.max(retryAtMs, nowMs + 1_000 * 2 ** Math.min(probes, 9))
      : nowMs + probePauseMs(failure.class, probes) / timeScale,
    probes,
  };
}

/** How long after a probe without an answer, or without a known reset, the next one goes out. */
export function probePauseMs(parkClass: ParkClass, probes: number): number {
  const policy = FAILURE_POLICIES[parkClass];
  if (policy.type !== 'park') throw new Error(`${parkClass} does not park`);
  return Math.min(policy.mostProbeMs, policy.firstProbeMs * 2 ** Math.min(probes, 20));
}

/** Whether a person has to do something before calls are taken again. */
export function needsPerson(parkClass: ParkClass): boolean {
  const policy = FAILURE_POLICIES[parkClass];
  return policy.type === 'park' && policy.needsPerson;
}
