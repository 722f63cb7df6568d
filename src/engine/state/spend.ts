import { addUsd } from '../../models/nano-usd.ts';
import { changeItem, itemOf } from './item-entry.ts';
import type { FactoryState } from './state.ts';

/** The dollars of the item's attempt have become an accepted output. */
export function spendOnAccepted(state: FactoryState, id: string): void {
  const { attemptUsd, acceptedUsd } = itemOf(state, id);
  const { spend } = state;
  state.spend = { ...spend, acceptedUsd: addUsd(spend.acceptedUsd, attemptUsd) };
  changeItem(state, id, { attemptUsd: 0, acceptedUsd: addUsd(acceptedUsd, attemptUsd) });
}

/** The dollars of the item's attempt have come to nothing. */
export function waste(state: FactoryState, id: string): void {
  const { attemptUsd } = itemOf(state, id);
  const { spend } = state;
  state.spend = { ...spend, wastedUsd: addUsd(spend.wastedUsd, attemptUsd) };
  changeItem(state, id, { attemptUsd: 0 });
}

/** An output that was accepted is not any more: what it cost is open again. */
export function reopenSpend(state: FactoryState, id: string): void {
  const { attemptUsd, acceptedUsd } = itemOf(state, id);
  const { spend } = state;
  state.spend = { ...spend, acceptedUsd: addUsd(spend.acceptedUsd, -acceptedUsd) };
  changeItem(state, id, { attemptUsd: addUsd(attemptUsd, acceptedUsd), acceptedUsd: 0 });
}
