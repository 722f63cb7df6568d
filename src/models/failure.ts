import type { LaneName } from './quota/lane-name.ts';

/**
 * Classes of failure, each with one policy (`failure-policy.ts`). deterministic: the request itself is
 * refused, the same request would be again; budget: the run's money does not suffice; limit: that of
 * its item does not; aborted: we asked for it.
 */
export type FailureClass =
  | 'transient'
  | 'throttle'
  | 'quota'
  | 'spend-cap'
  | 'needs-person'
  | 'deterministic'
  | 'budget'
  | 'limit'
  | 'aborted';

export interface Failure {
  class: FailureClass;
  /** HTTP status, where there was one. */
  status?: number;
  message: string;
  /** The request never reached a server: it cannot have cost anything. */
  notSent?: true;
  /** Wall-clock time at which the provider said to come back; absent when it did not say. */
  retryAtMs?: number;
  /** Which header or text that time stood in. */
  retrySource?: string;
  /** Which limit was met, where the provider tells: `the five-hour window`. */
  limit?: string;
  /** The lane that is parked for it: the call goes on once that is open again. */
  lane?: LaneName;
}
