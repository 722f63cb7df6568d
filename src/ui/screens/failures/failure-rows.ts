import type { BreakerState, ErrorTally, FactoryState } from '../../../engine/state/state.ts';
import type { Hands } from '../../hands.ts';
import { type FailureView, failureViews } from '../../selectors.ts';

/** What the cursor can stand on: an open breaker, a criterion that failed, or an item that needs a person. */
export type FailureRow =
  | { type: 'breaker'; key: string; breaker: BreakerState }
  | { type: 'criterion'; key: string; failure: FailureView }
  | { type: 'item'; key: string; item: string; reason: string };

/** So many escalated items are listed here; all of them are in Items. */
export const mostItems = 2_000;

/** The rows in their order: open breakers, criteria by how often they failed, then escalated items, the newest first. */
export function failureRows(hands: Hands): FailureRow[] {
  const state = hands.session.store.getState();
  const criteria = failureViews(state).map(
    (failure): FailureRow => ({
      type: 'criterion',
      key: `criterion ${failure.criterion}`,
      failure,
    }),
  );
  const breakers = [...state.breakers.values()].map(
    (breaker): FailureRow => ({ type: 'breaker', key: `breaker ${breaker.id}`, breaker }),
  );
  return [...breakers, ...criteria, ...escalated(state)];
}

let kept: { items: FactoryState['items']; seq: number; rows: FailureRow[] } | undefined;

/** Walks over all items: again only when something happened to one. */
function escalated({ items, seq, counts }: FactoryState): FailureRow[] {
  if (counts.escalated === 0) return [];
  if (kept?.items === items && kept.seq === seq) return kept.rows;
  const rows = [...items.values()]
    .filter(({ status }) => status === 'escalated')
    .sort((a, b) => b.changedAtMs - a.changedAtMs)
    .slice(0, mostItems)
    .map(
      ({ id, reason }): FailureRow => ({
        type: 'item',
        key: `item ${id}`,
        item: id,
        reason: reason ?? '',
      }),
    );
  kept = { items, seq, rows };
  return rows;
}

/** Classes of failed calls, the most frequent first. */
export function errorRows({ errors }: FactoryState): [kind: string, tally: ErrorTally][] {
  return [...errors].sort(([, a], [, b]) => b.count - a.count);
}
