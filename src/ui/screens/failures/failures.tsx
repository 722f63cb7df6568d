import { formatAge, grouped } from '../../format.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { failureLine } from '../../panes/failures.tsx';
import { titleRule } from '../../panes/rule.ts';
import { pad } from '../../sanitise.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { spark } from '../../spark.ts';
import { useTerminal } from '../../terminal-context.ts';
import type { Terminal } from '../../theme.ts';
import { errorRows, type FailureRow, failureRows } from './failure-rows.ts';
import { failuresBindings, pickedRow } from './failures-keys.ts';

/** A row of the screen, with the key of what it shows. */
interface Shown {
  key: string | undefined;
  line: Line;
}

/** Criteria that failed, items that need a person, calls that failed: one below the other. */
function Failures({ frame, hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const state = hands.session.store.getState();
  const picked = pickedRow(hands)?.key;
  const all = failureRows(hands);
  const most = Math.max(1, ...frame.failures.map(({ failed }) => failed));
  const row = (one: FailureRow): Shown => ({
    key: one.key,
    line:
      one.type === 'criterion'
        ? criterionLine(one, {
            isPicked: one.key === picked,
            most,
            width: columns,
            trend: spark(
              state.criteria.get(one.failure.criterion)?.trend ?? frame.timeline.accepted,
              frame.nowMs,
              { cells: trendCells(columns), charset: terminal.charset },
            ),
            terminal,
          })
        : itemLine(one, { isPicked: one.key === picked, width: columns }, terminal),
  });
  const plain = (line: Line): Shown => ({ key: undefined, line });
  const quiet = (text: string) => plain([{ text, tone: 'quiet' }]);
  const criteria = all.filter(({ type }) => type === 'criterion');
  const items = all.filter(({ type }) => type === 'item');
  const errors = errorRows(state);
  const shown: Shown[] = [
    plain(titleRule('criteria that failed: repaired, open, trend over the run', columns, terminal)),
    ...(criteria.length > 0 ? criteria.map(row) : [quiet(' none: no report card has failed yet')]),
    plain([]),
    plain(
      titleRule(`escalated: ${grouped(state.counts.escalated)} for a person`, columns, terminal),
    ),
    ...(items.length > 0 ? items.map(row) : [quiet(' none: no item needs a person')]),
    plain([]),
    plain(titleRule('failed calls by class', columns, terminal)),
    ...(errors.length > 0
      ? errors.map(([kind, tally]) =>
          plain(errorLine({ kind, ...tally, nowMs: frame.nowMs }, terminal)),
        )
      : [quiet(' none: every call was answered')]),
  ];
  const lines = windowed(shown, picked, rows);
  return <Lines lines={lines} width={columns} rows={rows} />;
}

/** As many rows as there is room for, the one in focus among them, from the top as long as possible. */
function windowed(shown: readonly Shown[], picked: string | undefined, rows: number): Line[] {
  const at = Math.max(
    0,
    shown.findIndex(({ key }) => key !== undefined && key === picked),
  );
  const from = Math.max(0, Math.min(at - Math.floor(rows / 2), shown.length - rows));
  return shown.slice(from, from + rows).map(({ line }) => line);
}

function trendCells(width: number): number {
  return width >= 150 ? 30 : width >= 100 ? 16 : 8;
}

function criterionLine(
  { failure }: Extract<FailureRow, { type: 'criterion' }>,
  given: { isPicked: boolean; most: number; width: number; trend: string; terminal: Terminal },
): Line {
  const { isPicked, most, width, trend, terminal } = given;
  const cells = trendCells(width);
  return [
    { text: isPicked ? terminal.glyphs.pick : ' ', tone: 'accent' },
    { text: pad(trend, cells, terminal.charset), tone: 'quiet' },
    ...failureLine(failure, most, width - cells - 1, terminal),
  ];
}

function itemLine(
  { item, reason }: Extract<FailureRow, { type: 'item' }>,
  { isPicked, width }: { isPicked: boolean; width: number },
  { charset, glyphs }: Terminal,
): Line {
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    {
      text: `${pad(item, Math.min(36, Math.floor(width * 0.3)), charset)} `,
      tone: isPicked ? 'strong' : 'plain',
    },
    { text: reason, tone: 'quiet' },
  ];
}

function errorLine(
  error: { kind: string; count: number; lastMessage: string; lastAtMs: number; nowMs: number },
  { charset }: Terminal,
): Line {
  const { kind, count, lastMessage, lastAtMs, nowMs } = error;
  return [
    { text: `  ${pad(kind, 14, charset)} ${grouped(count).padStart(6)} `, tone: 'bad' },
    { text: ` ${formatAge(nowMs - lastAtMs)} ago  `, tone: 'quiet' },
    { text: lastMessage, tone: 'quiet' },
  ];
}

export const failuresScreen: Screen = {
  title: 'failures',
  bindings: failuresBindings,
  Body: Failures,
};
