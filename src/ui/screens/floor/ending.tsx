import { memo } from 'react';
import { formatDuration, formatUsd, grouped, plural } from '../../format.ts';
import type { Frame } from '../../frame.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { type Charset, pad } from '../../sanitise.ts';
import { useTerminal } from '../../terminal-context.ts';

/** What became of the run, in place of its workers, and whom it waits for. */
export const Ending = memo(function Ending({
  frame,
  width,
  rows,
}: {
  frame: Frame;
  width: number;
  rows: number;
}) {
  const { charset } = useTerminal();
  const lines = endingLines(frame);
  const room = rows - lines.length - 1;
  return (
    <Lines lines={[...lines, ...personLines(frame, room, charset)]} width={width} rows={rows} />
  );
});

/** How many rows it takes to say everything, a free one at the end included. */
export function endingRows(frame: Frame): number {
  const persons = frame.run.escalated === 0 ? 0 : 2 + frame.escalated.length;
  return endingLines(frame).length + persons + 1;
}

/** The outcome first and the way out, then what was made and what it cost. */
export function endingLines({ summary, run }: Frame): Line[] {
  const { money } = summary;
  const good = run.state === 'finished';
  const outcome = run.reason === '' ? run.state : `${run.state}: ${run.reason}`;
  const label = summary.provider.rehearsal ? ' in play money (rehearsal)' : '';
  return [
    [
      { text: ` ${outcome}`, tone: good ? 'good' : 'warn' },
      { text: '  press q to leave', tone: 'strong' },
    ],
    [],
    [
      { text: ` ${grouped(run.accepted)} accepted`, tone: 'good' },
      { text: `, ${grouped(run.escalated)} escalated`, tone: run.escalated > 0 ? 'bad' : 'plain' },
      { text: ` in ${formatDuration(summary.run.activeMs)}` },
      {
        text: run.skipped === 0 ? '' : `; ${plural(run.skipped, 'item')} settled earlier`,
        tone: 'quiet',
      },
    ],
    [
      { text: ` ${formatUsd(money.runSpentUsd)} spent`, tone: 'plain' },
      { text: label, tone: 'warn' },
    ],
    ...approvalLine(summary),
  ];
}

/** What was left for a person to decide: they can, without an engine too. */
function approvalLine({ approvals: { waiting } }: Frame['summary']): Line[] {
  if (waiting === 0) return [];
  const words = `${plural(waiting, 'approval')} ${waiting === 1 ? 'waits' : 'wait'}: 4 decides`;
  return [[{ text: ` ${words}`, tone: 'warn' }]];
}

/** The items that need a person, and why, in at most `rows`. */
function personLines({ escalated, run }: Frame, rows: number, charset: Charset): Line[] {
  if (run.escalated === 0 || rows < 3) return [];
  const shown = escalated.slice(0, rows - 2);
  const more = run.escalated - shown.length;
  const title = ' for a person to look at';
  return [
    [],
    [
      { text: title, tone: 'strong' },
      { text: more > 0 ? `, and ${grouped(more)} more` : '', tone: 'quiet' },
    ],
    ...shown.map(
      ({ item, reason }): Line => [
        { text: `   ${pad(item, 28, charset)} ` },
        { text: reason, tone: 'quiet' },
      ],
    ),
  ];
}
