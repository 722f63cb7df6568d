import type { ApprovalState, FactoryState } from '../../../engine/state/state.ts';
import { formatMoment, plural } from '../../format.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';
import { breakWords } from './break-words.ts';

const mostText = 2_000;

const tones: Record<ApprovalState['state'], Tone> = {
  waiting: 'warn',
  approved: 'plain',
  denied: 'bad',
  expired: 'bad',
  void: 'quiet',
  acting: 'accent',
  done: 'good',
  failed: 'bad',
  unknown: 'warn',
};

/** What of an item a person was asked for, and what came of each, oldest first; nothing where nobody was. */
export function approvalRows(
  { approvals }: FactoryState,
  item: string,
  { width, terminal }: { width: number; terminal: Terminal },
): Line[] {
  const own = [...approvals.values()].filter((approval) => approval.item === item);
  if (own.length === 0) return [];
  const title = `${plural(own.length, 'action')} that a person was asked for`;
  return [
    [],
    titleRule(title, width, terminal),
    ...own.flatMap((one) => rowsOf(one, width, terminal)),
  ];
}

function rowsOf(approval: ApprovalState, width: number, { charset }: Terminal): Line[] {
  const { action, state, askedAtMs, asker } = approval;
  const by = asker === 'agent' ? 'its agent' : 'the product';
  return [
    [
      { text: ` ${state.padEnd(9)}`, tone: tones[state] },
      { text: `${action.verb} ${action.target}`, tone: 'strong' },
      { text: `  asked by ${by}, ${formatMoment(askedAtMs)}`, tone: 'quiet' },
    ],
    ...breakWords(cameOf(approval).slice(0, mostText), Math.max(10, width - 11), charset).map(
      (text): Line => [{ text: `          ${text}`, tone: 'quiet' }],
    ),
  ];
}

/** Who decided and why, and what the action said; where it waits, which key decides. */
function cameOf({ state, decidedBy, decidedReason, outcome }: ApprovalState): string {
  if (state === 'waiting') return '4 decides it';
  const why = decidedReason === '' ? '' : ` (${decidedReason})`;
  const decided = decidedBy === '' ? [] : [`decided by ${decidedBy}${why}`];
  return [...decided, ...(outcome === '' ? [] : [outcome])].join(': ');
}

/** `1 approval waits`, for the head of an item that has one. */
export function waitingSpans(
  waiting: readonly ApprovalState[],
  item: string,
  { glyphs }: Terminal,
): Span[] {
  const count = waiting.filter((one) => one.item === item).length;
  if (count === 0) return [];
  const words = `${plural(count, 'approval')} ${count === 1 ? 'waits' : 'wait'}: 4 decides`;
  return [
    { text: ` ${glyphs.dot} `, tone: 'quiet' },
    { text: words, tone: 'warn' },
  ];
}
