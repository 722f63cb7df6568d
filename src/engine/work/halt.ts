import type { Failure } from '../../models/failure.ts';

/** Why a batch ended before its queue did. `finished`: it has made as many as were wanted. */
export interface Halt {
  outcome: 'finished' | 'stopped' | 'budget' | 'interrupted';
  reason: string;
  /** The provider refused who asks or what it was asked for: nothing will work until that is mended. */
  unusable?: true;
}

/** A wrong key, no right to use it, a model that is not there. */
const refusals = new Set([401, 403, 404]);

/** Why a run is over that met this failure; undefined where it goes on. */
export function haltFor(failure: Failure): Halt | undefined {
  const { message } = failure;
  if (failure.class === 'budget') return { outcome: 'budget', reason: message };
  // While nobody was ever answered; later it parks, and is no end of an item.
  if (failure.class !== 'needs-person') return undefined;
  const isRefusal = refusals.has(failure.status ?? 0);
  return {
    outcome: 'stopped',
    reason: `the provider needs a person: ${message}`,
    ...(isRefusal ? { unusable: true } : {}),
  };
}
