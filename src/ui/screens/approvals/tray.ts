import type { ApprovalState } from '../../../engine/state/state.ts';
import { formatAge, formatLeft } from '../../format.ts';
import type { Line } from '../../line.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import { standsWords } from './decision-words.ts';

const leastDetail = 10;
const wide = 110;
/** Time left is worth a word when a night would use it up. */
const soonMs = 12 * 3_600_000;
const leftCells = 12;
/** Wider, the eye would lose the row between an action and its item. */
const mostWhat = 90;

/** How many rows of the screen list what waits; the rest shows the one in focus whole. */
export function trayRows(waiting: number, rows: number): number {
  const most = Math.max(12, Math.floor(rows / 3));
  return Math.max(1, Math.min(waiting, most, rows - 2 - leastDetail));
}

interface RowLook {
  isPicked: boolean;
  isMarked: boolean;
  nowMs: number;
  width: number;
  /** Whether there is a column of time left: where none of those shown is near its end, there is not. */
  hasLeft: boolean;
}

/** One that waits, in one row: mark, age, what it would do, for which item, how it stands, time left. */
export function trayLine(
  approval: ApprovalState,
  { isPicked, isMarked, nowMs, width, hasLeft }: RowLook,
  { charset, glyphs }: Terminal,
): Line {
  const { action, item, askedAtMs, state } = approval;
  const stands = standsWords(approval);
  const standsCells = width >= wide ? 15 : 7;
  const itemCells = Math.min(32, Math.floor(width * (width >= wide ? 0.25 : 0.2)));
  const room = width - itemCells - standsCells - (hasLeft ? leftCells : 0) - 14;
  const whatCells = Math.max(10, Math.min(mostWhat, room));
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    { text: isMarked ? `${glyphs.mark} ` : '  ', tone: 'accent' },
    { text: formatAge(nowMs - askedAtMs).padStart(4), tone: 'quiet' },
    {
      text: `  ${pad(`${action.verb} ${action.target}`, whatCells, charset)} `,
      tone: isPicked ? 'strong' : 'plain',
    },
    { text: `${pad(item, itemCells, charset)} `, tone: 'quiet' },
    {
      text: `${(width >= wide ? stands.long : stands.short).padEnd(standsCells)} `,
      tone: state === 'failed' ? 'bad' : state === 'unknown' ? 'warn' : 'quiet',
    },
    { text: leftWords(approval, nowMs), tone: 'warn' },
  ];
}

/** Whether time runs out for one of these within a night. */
export function anyEndsSoon(approvals: readonly ApprovalState[], nowMs: number): boolean {
  return approvals.some((approval) => leftWords(approval, nowMs) !== '');
}

function leftWords({ expiresAtMs }: ApprovalState, nowMs: number): string {
  const leftMs = expiresAtMs === null ? Number.POSITIVE_INFINITY : expiresAtMs - nowMs;
  return leftMs < soonMs ? formatLeft(leftMs) : '';
}
