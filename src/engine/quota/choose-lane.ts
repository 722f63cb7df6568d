import { type LaneName, laneKey } from '../../models/quota/lane-name.ts';
import { lanesOf, type RouteStep } from '../routing.ts';
import type { QuotaDesk } from './quota-desk.ts';

/** Where an attempt begins: `reason` says why there; or that all of a step's models are parked. */
export type Chosen =
  | { type: 'lane'; lane: LaneName; reason: string }
  | { type: 'parked'; lanes: readonly LaneName[]; reason: string };

/**
 * The model an attempt begins with: the step's own, or the first that may stand in for it while those
 * before are parked. Only beginnings choose: a conversation that was paid for waits for its model, since
 * another one would have to read, and pay for, all of it again.
 */
export function chooseLane(
  step: RouteStep,
  quota: Pick<QuotaDesk, 'isParked' | 'whyParked'>,
  reason: string,
): Chosen {
  const lanes = lanesOf(step);
  const [own = step] = lanes;
  const lane = lanes.find((one) => !quota.isParked(one));
  if (!lane) return { type: 'parked', lanes, reason: quota.whyParked(own) };
  if (lane === own) return { type: 'lane', lane, reason };
  const why = `fall-back for ${laneKey(own)}: ${quota.whyParked(own)}`;
  return { type: 'lane', lane, reason: `${why.slice(0, 300)}; ${reason}` };
}
