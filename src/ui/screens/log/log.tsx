import type { Event } from '../../../engine/events.ts';
import { eventWords } from '../../event-words.ts';
import { formatClock, grouped } from '../../format.ts';
import type { Line, Tone } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { titleRule } from '../../panes/rule.ts';
import { pad } from '../../sanitise.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import type { Terminal } from '../../theme.ts';
import { itemIn } from './log-filter.ts';
import { logBindings, logCursor, logEvents, logHeadRows } from './log-keys.ts';

/** The latest events, a row each, newest last. */
function Log({ hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const events = logEvents(hands);
  const { filter, follows } = hands.ui.get().log;
  const room = rows - logHeadRows;
  const at = logCursor(hands, room);
  const shown = events.slice(at.top, at.top + room);
  const lines = shown.map((event, index) =>
    eventLine(event, { isPicked: at.top + index === at.index, width: columns }, terminal),
  );
  const held = hands.session.getEvents();
  const older = (held[0]?.seq ?? 1) > 1 ? '; older ones lie in .engine/journal' : '';
  const title =
    `log ${grouped(events.length === 0 ? 0 : at.index + 1)} of ${grouped(events.length)}` +
    `${filter === '' ? '' : `  /${filter}`}${follows ? ', follows' : ', G follows again'}${older}`;
  const empty: Line = [
    {
      text:
        filter === ''
          ? ' nothing has happened yet'
          : ' no event fits: / changes the filter, esc takes it away',
      tone: 'quiet',
    },
  ];
  return (
    <Lines
      lines={[titleRule(title, columns, terminal), ...(lines.length > 0 ? lines : [empty])]}
      width={columns}
      rows={rows}
    />
  );
}

function eventLine(
  event: Event,
  { isPicked, width }: { isPicked: boolean; width: number },
  { charset, glyphs }: Terminal,
): Line {
  const itemCells = Math.min(28, Math.floor(width * 0.22));
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    { text: `${formatClock(Date.parse(event.at))} `, tone: 'quiet' },
    { text: pad(event.type, 18, charset), tone: toneOf(event) },
    { text: `${pad(itemIn(event), itemCells, charset)} `, tone: isPicked ? 'strong' : 'plain' },
    { text: eventWords(event), tone: 'quiet' },
  ];
}

function toneOf(event: Event): Tone {
  switch (event.type) {
    case 'item.accepted':
      return 'good';
    case 'item.escalated':
    case 'call.failed':
    case 'command.refused':
      return 'bad';
    case 'item.parked':
    case 'call.waiting':
    case 'repair.started':
    case 'approval.asked':
      return 'warn';
    case 'card.issued':
      return event.verdict === 'pass' ? 'good' : 'warn';
    case 'notice.given':
      return event.level === 'info' ? 'plain' : 'warn';
    default:
      return 'plain';
  }
}

export const logScreen: Screen = { title: 'log', bindings: logBindings, Body: Log };
