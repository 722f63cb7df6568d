import type { ApprovalState } from '../../../engine/state.ts';
import type { Binding } from '../../binding.ts';
import { keysOfList, settle } from '../../cursor.ts';
import { backToFloor, notLive } from '../../global-bindings.ts';
import type { Hands } from '../../hands.ts';
import { listBindings } from '../../list-bindings.ts';
import { openItem } from '../../navigate.ts';
import { openPrompt } from '../../open-prompt.ts';
import type { PromptSpec } from '../../prompt.ts';
import { trayRows } from './tray.ts';

/** A decision takes at least so long after its subject came into focus. */
const readingMs = 500;

export function picked(hands: Hands): ApprovalState | undefined {
  const { approvals } = hands.frame();
  const keys = keysOfList(approvals.map(({ id }) => id));
  const at = settle(
    hands.ui.get().approvals.cursor,
    keys,
    trayRows(approvals.length, hands.space().rows),
  );
  return approvals[at.index];
}

/** Why nothing may be decided now; undefined when it may. */
function undecidable(hands: Hands): string | undefined {
  const approval = picked(hands);
  if (!approval) return 'nothing waits for a decision';
  const why = notLive(hands);
  if (why !== undefined) return why;
  const { focus, focusMs } = hands.ui.get().approvals;
  const isRead = focus === approval.id && hands.now() - focusMs >= readingMs;
  return isRead ? undefined : 'it has only just appeared: read it first';
}

function denyPrompt(hands: Hands, approval: ApprovalState): PromptSpec {
  const { id, digest } = approval;
  return {
    prefix: 'deny because: ',
    hint: 'the reason goes to the agent; esc decides nothing',
    history: [],
    submit(reason) {
      if (reason === '') hands.say('nothing was decided: a denial needs a reason', 'warn');
      else void hands.send({ type: 'deny', id, digest, reason }, 'denied');
    },
  };
}

export const approvalsBindings: readonly Binding[] = [
  {
    action: 'approve',
    keys: ['a'],
    shown: 'a',
    label: 'approve',
    help: 'approve the action in focus; never from pasted or typed-ahead keys',
    refused: undecidable,
    alone: true,
    press(hands) {
      const approval = picked(hands);
      if (!approval) return;
      const { id, digest, action } = approval;
      void hands.send({ type: 'approve', id, digest }, `approved: ${action.verb} ${action.target}`);
    },
  },
  {
    action: 'deny',
    keys: ['d'],
    shown: 'd',
    label: 'deny',
    help: 'deny it, with a reason for the agent',
    refused: undecidable,
    alone: true,
    press(hands) {
      const approval = picked(hands);
      if (approval) openPrompt(hands, denyPrompt(hands, approval));
    },
  },
  {
    action: 'drill-in',
    keys: ['enter', 'right', 'l'],
    shown: 'enter',
    label: 'who asks',
    help: 'the item that asks, its transcript first',
    refused: (hands) => (picked(hands) ? undefined : 'nothing waits for a decision'),
    press: (hands) => openItem(hands, picked(hands)?.item ?? '', 'transcript'),
  },
  {
    action: 'scroll-down',
    keys: ['J'],
    shown: 'J',
    label: 'more',
    help: 'scroll the action down; K scrolls it up',
    press: (hands) => scroll(hands, 5),
  },
  {
    action: 'scroll-up',
    keys: ['K'],
    shown: 'K',
    label: 'less',
    help: 'scroll the action up',
    press: (hands) => scroll(hands, -5),
    quiet: true,
  },
  backToFloor,
  ...listBindings({
    cursor: (ui) => ui.approvals.cursor,
    withCursor: (ui, cursor) => ({ ...ui, approvals: { ...ui.approvals, cursor, top: 0 } }),
    keys: (hands) => keysOfList(hands.frame().approvals.map(({ id }) => id)),
    rows: (hands) => trayRows(hands.frame().approvals.length, hands.space().rows),
  }),
];

function scroll(hands: Hands, step: number): void {
  hands.ui.set((ui) => ({
    ...ui,
    approvals: { ...ui.approvals, top: Math.max(0, ui.approvals.top + step) },
  }));
}
