import { memo } from 'react';
import { formatDuration, formatUsd, grouped, plural } from '../format.ts';
import type { Frame } from '../frame.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';

/** What became of the run, in place of its workers. */
export const Ending = memo(function Ending({
  frame,
  width,
  rows,
}: {
  frame: Frame;
  width: number;
  rows: number;
}) {
  return <Lines lines={endingLines(frame).slice(0, rows)} width={width} rows={rows} />;
});

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
      { text: ` in ${formatDuration(summary.run.activeMs)}; ` },
      { text: `${plural(run.skipped, 'item')} accepted before`, tone: 'quiet' },
    ],
    [
      { text: ` ${formatUsd(money.runSpentUsd)} spent`, tone: 'plain' },
      { text: label, tone: 'warn' },
    ],
  ];
}
