import type { Hands } from './hands.ts';
import type { Confirm } from './ui.ts';

/** Asks for one certain key before something is done that enter alone must never do. */
export function openConfirm(hands: Hands, confirm: Confirm): void {
  const sinceMs = hands.now();
  hands.ui.set((ui) => ({ ...ui, overlay: { type: 'confirm', confirm, sinceMs } }));
}
