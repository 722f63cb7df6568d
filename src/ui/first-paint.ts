import type { Session } from '../client/session.ts';
import { takeFrame } from './frame.ts';
import { planScreen, smallest } from './layout.ts';
import { painted } from './painted.ts';
import { headerLines } from './panes/header-lines.ts';
import { screenRule } from './panes/screen-rule.ts';
import type { Terminal } from './theme.ts';
import { firstUi, type ScreenName } from './ui.ts';

const enter = '\u001b[?1049h\u001b[?25l\u001b[2J\u001b[H';
const leave = '\u001b[?25h\u001b[?1049l';

/**
 * The header and the screens' names, drawn before the rest of the console is even loaded: whoever comes
 * to look sees the figures at once. Gives the bytes, and those that take it back should the rest not
 * come; what is drawn next begins with a clear screen (`clearBeforeNext`).
 */
export function firstPaint(
  session: Session,
  at: {
    columns: number;
    rows: number;
    nowMs: number;
    screen: ScreenName | undefined;
    terminal: Terminal;
  },
): { enter: string; leave: string } {
  const { columns, rows, nowMs, screen, terminal } = at;
  if (columns < smallest.columns || rows < smallest.rows) return { enter, leave };
  const frame = takeFrame(session, nowMs);
  const { headerRows } = planScreen({ columns, rows });
  const lines = [
    ...headerLines(frame, { width: columns, rows: headerRows }, terminal),
    screenRule(firstUi(screen), frame, columns, terminal),
  ];
  return {
    enter: enter + lines.map((line) => painted(line, columns, terminal)).join('\r\n'),
    leave,
  };
}

/** The next write to `stdout` finds a clear screen, in the same breath: nothing flickers. */
export function clearBeforeNext(stdout: NodeJS.WriteStream): void {
  const own = Object.getOwnPropertyDescriptor(stdout, 'write');
  const write = stdout.write;
  const once = (...args: Parameters<typeof write>): boolean => {
    if (own) Object.defineProperty(stdout, 'write', own);
    else Reflect.deleteProperty(stdout, 'write');
    write.call(stdout, '\u001b[2J\u001b[H');
    return write.apply(stdout, args);
  };
  Object.defineProperty(stdout, 'write', { value: once, configurable: true, writable: true });
}
