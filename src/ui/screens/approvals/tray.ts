import type { ApprovalState } from '../../../engine/state.ts';
import { formatAge } from '../../format.ts';
import type { Line } from '../../line.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';

const leastDetail = 10;

/** How many rows of the screen list what waits; the rest shows the one in focus whole. */
export function trayRows(waiting: number, rows: number): number {
  return Math.max(1, Math.min(waiting, 12, rows - 2 - leastDetail));
}

/** One that waits, in one row. */
export function trayLine(
  { action, item, askedAtMs }: ApprovalState,
  { isPicked, nowMs, width }: { isPicked: boolean; nowMs: number; width: number },
  { charset, glyphs }: Terminal,
): Line {
  const itemCells = Math.min(32, Math.floor(width * 0.3));
  const whatCells = Math.max(10, width - itemCells - 10);
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    { text: formatAge(nowMs - askedAtMs).padStart(4), tone: 'quiet' },
    {
      text: `  ${pad(`${action.verb} ${action.target}`, whatCells, charset)} `,
      tone: isPicked ? 'strong' : 'plain',
    },
    { text: pad(item, itemCells, charset), tone: 'quiet' },
  ];
}
