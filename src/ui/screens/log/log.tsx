import type { Event } from '../../../engine/journal/events.ts';
import { eventWords } from '../../event-words.ts';
import { formatClock, grouped } from '../../format.ts';
import type { Hands } from '../../hands.ts';
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
  const { filter } = hands.ui.get().log;
  const room = rows - logHeadRows;
  const at = logCursor(hands, room);
  const shown = events.slice(at.top, at.top + room);
  const lines = shown.map((event, index) =>
    eventLine(event, { isPicked: at.top + index === at.index, width: columns }, terminal),
  );
  const title = logTitle(hands, at.index);
  const empty: Line = [
    {
      text:
        filter === ''
          ? ' nothing has happened yet; 1 goes to the floor'
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

function logTitle(hands: Hands, index: number): string {
  const { filter, follows } = hands.ui.get().log;
  const held = hands.session.getEvents();
  const { length } = logEvents(hands);
  const of = filter === '' ? '' : ` of ${grouped(held.length)}`;
  const older = (held[0]?.seq ?? 1) > 1 ? '; older ones lie in .engine/journal' : '';
  return (
    `log ${grouped(length === 0 ? 0 : index + 1)} of ${grouped(length)}${of}` +
    `${filter === '' ? '' : `  /${filter}`}${follows ? ', follows' : ', G follows again'}${older}`
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
    case 'run.ended':
      return event.outcome === 'finished' ? 'good' : event.outcome === 'crashed' ? 'bad' : 'warn';
    case 'attempt.ended':
      return event.outcome === 'passed' ? 'good' : 'warn';
    case 'tool.called':
      return event.isError ? 'warn' : 'plain';
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
      return event.level === 'info' ? 'plain' : event.level === 'error' ? 'bad' : 'warn';
    default:
      return 'plain';
  }
}

export const logScreen: Screen = { title: 'log', bindings: logBindings, Body: Log };
