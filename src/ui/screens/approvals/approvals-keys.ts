import type { ApprovalState } from '../../../engine/state/state.ts';
import type { Binding } from '../../binding.ts';
import { grouped } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import { listBindings } from '../../list-bindings.ts';
import { goTo, openItem } from '../../navigate.ts';
import { notLive } from '../../not-live.ts';
import { askToAllow, notAllowable } from './allow-alike.ts';
import { askToApprove, askToDeny, decideAll } from './decide.ts';
import { decisionLabels } from './decision-words.ts';
import { picked, trayKeys } from './in-focus.ts';
import { areAlike, markedOf, toggleMarks, unmark } from './marks.ts';
import { trayRows } from './tray.ts';
import { undecidable } from './undecidable.ts';

/** What a decision is about: those marked, else the one in focus. */
function subject(hands: Hands): readonly ApprovalState[] {
  const marked = markedOf(hands);
  const approval = picked(hands);
  return marked.length > 0 || !approval ? marked : [approval];
}

/** The key's words: for one that stands alone what it means there, for several how many. */
const label = (key: 'approve' | 'deny') => (hands: Hands) => {
  const marked = markedOf(hands);
  if (marked.length > 0) return `${key} ${grouped(marked.length)}`;
  return decisionLabels(picked(hands) ?? { state: 'waiting' })[key];
};

const nothing = (hands: Hands) => (picked(hands) ? undefined : 'nothing waits for a decision');

const deciding: readonly Binding[] = [
  {
    action: 'approve',
    keys: ['a'],
    shown: 'a',
    label: label('approve'),
    help: 'the one in focus, or those marked; never by pasted or typed-ahead keys',
    refused: undecidable,
    alone: true,
    press(hands) {
      const approvals = subject(hands);
      const isSeenWhole = approvals.length === 1 && approvals[0] === picked(hands);
      if (isSeenWhole) void decideAll(hands, approvals, { type: 'approve' });
      else askToApprove(hands, approvals);
    },
  },
  {
    action: 'deny',
    keys: ['d'],
    shown: 'd',
    label: label('deny'),
    help: 'the same with one reason, which agents are told',
    refused: undecidable,
    alone: true,
    press: (hands) => askToDeny(hands, subject(hands)),
  },
  {
    action: 'allow-alike',
    keys: ['A'],
    shown: 'A',
    label: 'always allow',
    help: 'all calls like it for the rest of the run; asks twice',
    refused(hands) {
      const approval = picked(hands);
      const why = approval && notAllowable(approval);
      if (why !== undefined) return why;
      if (markedOf(hands).length > 0) return 'it is about the one in focus: esc takes marks away';
      return undecidable(hands) ?? notLive(hands);
    },
    alone: true,
    press(hands) {
      const approval = picked(hands);
      if (approval) askToAllow(hands, approval);
    },
  },
];

const marking: readonly Binding[] = [
  {
    action: 'mark',
    keys: [' '],
    shown: 'space',
    label: 'mark',
    help: 'a and d are then about those marked; once more takes it away',
    refused: nothing,
    press(hands) {
      const approval = picked(hands);
      if (approval) toggleMarks(hands, [approval]);
    },
  },
  {
    action: 'mark-alike',
    keys: ['*'],
    shown: '*',
    label: 'mark alike',
    help: 'all of this tool and verb that stand so; again takes them away',
    refused: nothing,
    press(hands) {
      const approval = picked(hands);
      if (!approval) return;
      toggleMarks(
        hands,
        hands.frame().approvals.filter((one) => areAlike(one, approval)),
      );
    },
  },
];

const looking: readonly Binding[] = [
  {
    action: 'drill-in',
    keys: ['enter', 'right', 'l'],
    shown: 'enter',
    label: 'who asks',
    help: 'its item: the transcript, or the output of an accepted one',
    refused: nothing,
    press(hands) {
      const approval = picked(hands);
      const tab = approval?.asker === 'product' ? 'output' : 'transcript';
      openItem(hands, approval?.item ?? '', tab);
    },
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
  {
    action: 'back',
    keys: ['esc'],
    shown: 'esc',
    label: 'back',
    help: 'takes marks away, else goes back to the floor',
    press(hands) {
      if (markedOf(hands).length > 0) unmark(hands);
      else goTo(hands, 'floor');
    },
    quiet: true,
  },
];

/** The keys of the tray. */
export const approvalsBindings: readonly Binding[] = [
  ...deciding,
  ...marking,
  ...looking,
  ...listBindings({
    cursor: (ui) => ui.approvals.cursor,
    withCursor: (ui, cursor) => ({ ...ui, approvals: { ...ui.approvals, cursor, top: 0 } }),
    keys: (hands) => trayKeys(hands.frame().approvals),
    rows: (hands) => trayRows(hands.frame().approvals.length, hands.space().rows),
    // Space marks.
  }).map((binding) => ({ ...binding, keys: binding.keys.filter((key) => key !== ' ') })),
];

function scroll(hands: Hands, step: number): void {
  hands.ui.set((ui) => ({
    ...ui,
    approvals: { ...ui.approvals, top: Math.max(0, ui.approvals.top + step) },
  }));
}
