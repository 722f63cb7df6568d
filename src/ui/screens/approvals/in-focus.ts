import type { ApprovalState } from '../../../engine/state/state.ts';
import { type Cursor, type Keys, settle } from '../../cursor.ts';
import type { Hands } from '../../hands.ts';
import { trayRows } from './tray.ts';

const known = new WeakMap<readonly ApprovalState[], Keys>();

/** The rows of the tray by their ids; made once for each list, however many keys ask. */
export function trayKeys(approvals: readonly ApprovalState[]): Keys {
  const found = known.get(approvals);
  if (found) return found;
  const places = new Map(approvals.map(({ id }, index) => [id, index]));
  const keys: Keys = {
    length: approvals.length,
    at: (index) => approvals[index]?.id,
    indexOf: (id) => places.get(id) ?? -1,
  };
  known.set(approvals, keys);
  return keys;
}

/** Where the tray stands now. */
export function standing(hands: Hands): Cursor {
  const { approvals } = hands.frame();
  const rows = trayRows(approvals.length, hands.space().rows);
  return settle(hands.ui.get().approvals.cursor, trayKeys(approvals), rows);
}

/** The one under the cursor. */
export function picked(hands: Hands): ApprovalState | undefined {
  return hands.frame().approvals[standing(hands).index];
}

/** Names what a person reads: the same approval with another action, or that stands otherwise, is new to them. */
export function readingKey(approval: ApprovalState | undefined): string {
  return approval ? `${approval.id} ${approval.digest} ${approval.state}` : '';
}
