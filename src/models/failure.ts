/**
 * Classes of failure, each with one policy:
 * transient: again after a jittered pause; throttle: wait in place until `retryAtMs`;
 * quota: a long window, park until `retryAtMs`; spend-cap: park; needs-person: stop dispatch, tell;
 * deterministic: the request itself is refused, the same request would be again; budget: the run's
 * money does not suffice; limit: that of its item does not; aborted: we asked.
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
}
