import { createGovernor, type Governor } from '../../models/quota/governor.ts';
import type { LaneName } from '../../models/quota/lane-name.ts';
import type { Park } from '../../models/quota/park.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Recorder } from '../journal/recorder.ts';
import { parksKept } from './parks-kept.ts';
import { boundsOf } from './quota-config.ts';

/** What the governor of an engine is opened with, besides the engine's options. */
export interface GovernorParts {
  recorder: Recorder;
  /** Ends its waits: the run is over. */
  signal: AbortSignal;
  onDue(): void;
  onError(error: unknown): void;
}

/** The one owner of all lanes to models; whatever it parks is on record, and still holds after a restart. */
export function openGovernor(
  options: EngineOptions,
  { recorder, ...parts }: GovernorParts,
): Governor {
  const { clock, random, timeScale, quota, accountOf } = options;
  const { record } = recorder;
  const named = ({ model, endpoint }: LaneName) => ({ model, endpoint: endpoint ?? null });
  return createGovernor({
    ...parts,
    ...{ clock, random, timeScale },
    boundsOf: (lane) => boundsOf(quota, lane),
    parked: parksKept(recorder, options),
    onParked: (lane, park: Park) => {
      const account = accountOf(lane.endpoint);
      const reason = park.reason.slice(0, 400);
      record({ type: 'quota.parked', ...named(lane), account, ...park, reason });
    },
    onProbe: (lane, { item }) => record({ type: 'quota.probed', ...named(lane), item }),
    onResumed: (lane) => {
      record({ type: 'quota.resumed', ...named(lane), reason: 'a probe was answered' });
    },
    onWait: ({ model }, why, untilMs) => {
      record({ type: 'call.waiting', model, reason: `limit: ${why}`, untilMs });
    },
  });
}
