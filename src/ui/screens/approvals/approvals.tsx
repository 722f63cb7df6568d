import { useEffect } from 'react';
import { grouped } from '../../format.ts';
import type { Frame } from '../../frame.ts';
import type { Hands } from '../../hands.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { titleRule } from '../../panes/rule.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import type { Terminal } from '../../theme.ts';
import { actionLines } from './action-lines.ts';
import { approvalsBindings } from './approvals-keys.ts';
import { picked, readingKey, standing } from './in-focus.ts';
import { isMarked, markedOf } from './marks.ts';
import { anyEndsSoon, trayLine, trayRows } from './tray.ts';

/** The tray: what waits for a person, oldest first, and under it the whole of the one in focus. */
function Approvals({ frame, hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const { approvals } = frame;
  const focus = readingKey(picked(hands));
  // What has just appeared may not be decided at once; the clock starts when it is drawn.
  useEffect(() => {
    hands.ui.set((ui) =>
      ui.approvals.focus === focus
        ? ui
        : { ...ui, approvals: { ...ui.approvals, focus, focusMs: hands.now(), top: 0 } },
    );
  }, [hands, focus]);
  if (approvals.length === 0) {
    const isLoading = frame.link.type === 'loading';
    return <Nothing isLoading={isLoading} columns={columns} rows={rows} />;
  }
  const list = trayRows(approvals.length, rows);
  const lines: Line[] = [
    titleRule(trayTitle(hands), columns, terminal),
    ...listLines({ hands, frame, columns, list }, terminal),
    ...wholeLines({ hands, frame, columns, rows: rows - list - 1 }, terminal),
  ];
  return <Lines lines={lines} width={columns} rows={rows} />;
}

function trayTitle(hands: Hands): string {
  const { length } = hands.frame().approvals;
  const marked = markedOf(hands).length;
  const marks = marked === 0 ? '' : `, ${grouped(marked)} marked`;
  const at = grouped(standing(hands).index + 1);
  return `approvals ${at} of ${grouped(length)}, oldest first${marks}`;
}

interface Part {
  hands: Hands;
  frame: Frame;
  columns: number;
}

/** The rows that can be seen; no others are made. */
function listLines(
  { hands, frame, columns, list }: Part & { list: number },
  terminal: Terminal,
): Line[] {
  const { marks } = hands.ui.get().approvals;
  const { index, top } = standing(hands);
  const shown = frame.approvals.slice(top, top + list);
  const { nowMs } = frame;
  const all = { nowMs, width: columns, hasLeft: anyEndsSoon(shown, nowMs) };
  return shown.map((approval, row) => {
    const look = { isPicked: top + row === index, isMarked: isMarked(marks, approval) };
    return trayLine(approval, { ...all, ...look }, terminal);
  });
}

/** The one in focus, from where it was scrolled to. */
function wholeLines(
  { hands, frame, columns, rows }: Part & { rows: number },
  terminal: Terminal,
): Line[] {
  const approval = picked(hands);
  const { ownKeys } = hands;
  const keys = { approve: ownKeys.approve ?? 'a', deny: ownKeys.deny ?? 'd' };
  const look = { width: columns, nowMs: frame.nowMs, keys };
  const whole = approval ? actionLines(approval, look, terminal) : [];
  const room = Math.max(1, rows - 1);
  const from = Math.max(0, Math.min(hands.ui.get().approvals.top, whole.length - room));
  const below = whole.length - from - room;
  const about = below > 0 ? `, ${below} more rows: J scrolls` : '';
  return [
    titleRule(`the whole action${about}`, columns, terminal),
    ...whole.slice(from, from + room),
  ];
}

function Nothing({
  isLoading,
  columns,
  rows,
}: {
  isLoading: boolean;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const quiet = (text: string): Line => [{ text: ` ${text}`, tone: 'quiet' }];
  const lines: Line[] = [
    titleRule('approvals', columns, terminal),
    quiet(isLoading ? 'reading what waits for a decision' : 'nothing waits for a decision'),
    quiet('Agents ask here before they delete, publish or send; esc goes back.'),
  ];
  return <Lines lines={lines} width={columns} rows={rows} />;
}

export const approvalsScreen: Screen = {
  title: 'approvals',
  bindings: approvalsBindings,
  Body: Approvals,
};
