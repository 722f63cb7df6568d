import { useEffect } from 'react';
import { keysOfList, settle } from '../../cursor.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { titleRule } from '../../panes/rule.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import { actionLines } from './action-lines.ts';
import { approvalsBindings, picked } from './approvals-keys.ts';
import { trayLine, trayRows } from './tray.ts';

/** The tray: what waits for a person, oldest first, and under it the whole of the one in focus. */
function Approvals({ frame, hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const { approvals } = frame;
  const inFocus = picked(hands)?.id ?? '';
  // What has just appeared may not be decided at once; the clock starts when it is drawn.
  useEffect(() => {
    hands.ui.set((ui) =>
      ui.approvals.focus === inFocus
        ? ui
        : { ...ui, approvals: { ...ui.approvals, focus: inFocus, focusMs: hands.now(), top: 0 } },
    );
  }, [hands, inFocus]);
  if (approvals.length === 0) return <Nothing columns={columns} rows={rows} />;
  const list = trayRows(approvals.length, rows);
  const { cursor, top } = hands.ui.get().approvals;
  const at = settle(cursor, keysOfList(approvals.map(({ id }) => id)), list);
  const tray = approvals.slice(at.top, at.top + list).map((approval, index) => {
    const isPicked = at.top + index === at.index;
    return trayLine(approval, { isPicked, nowMs: frame.nowMs, width: columns }, terminal);
  });
  const approval = approvals[at.index];
  const whole = approval ? actionLines(approval, columns, terminal) : [];
  const room = Math.max(1, rows - list - 2);
  const from = Math.max(0, Math.min(top, whole.length - room));
  const below = whole.length - from - room;
  const about = below > 0 ? `, ${below} more rows: J scrolls` : '';
  const lines: Line[] = [
    titleRule(`approvals ${at.index + 1} of ${approvals.length}, oldest first`, columns, terminal),
    ...tray,
    titleRule(`the whole action${about}`, columns, terminal),
    ...whole.slice(from, from + room),
  ];
  return <Lines lines={lines} width={columns} rows={rows} />;
}

function Nothing({ columns, rows }: { columns: number; rows: number }) {
  const terminal = useTerminal();
  const lines: Line[] = [
    titleRule('approvals', columns, terminal),
    [{ text: ' nothing waits for a decision', tone: 'quiet' }],
    [
      {
        text: ' Agents ask here before they delete, publish or send; esc goes back.',
        tone: 'quiet',
      },
    ],
  ];
  return <Lines lines={lines} width={columns} rows={rows} />;
}

export const approvalsScreen: Screen = {
  title: 'approvals',
  bindings: approvalsBindings,
  Body: Approvals,
};
