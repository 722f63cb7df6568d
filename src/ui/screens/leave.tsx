import { plural } from '../format.ts';
import type { Frame } from '../frame.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import { titleRule } from '../panes/rule.ts';
import { useTerminal } from '../terminal-context.ts';

export type LeaveAnswer = 'back' | 'finish' | 'now';

/** The answers in their order: the first, which changes nothing, is the one in focus. */
export const leaveAnswers: readonly { answer: LeaveAnswer; label: string; detail: string }[] = [
  { answer: 'back', label: 'go back', detail: 'the run goes on' },
  {
    answer: 'finish',
    label: 'finish and stop',
    detail: 'calls in flight are finished, then it stops',
  },
  {
    answer: 'now',
    label: 'stop now',
    detail: 'calls in flight are cut; the next run goes on',
  },
];

/** Asks how to leave a run that is going on. */
export function Leave({
  frame,
  choice,
  columns,
  rows,
}: {
  frame: Frame;
  choice: number;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const working = frame.summary.items.working;
  const lines: Line[] = [
    titleRule('leave the run?', columns, terminal),
    [{ text: ` ${plural(working, 'item')} in flight. Everything accepted so far is on disk.` }],
    [],
    ...leaveAnswers.map(({ label, detail }, index): Line => {
      const picked = index === choice;
      return [
        { text: picked ? `  ${terminal.glyphs.pick} ` : '    ', tone: 'accent' },
        { text: label.padEnd(18), tone: picked ? 'strong' : 'plain' },
        { text: detail, tone: 'quiet' },
      ];
    }),
  ];
  return <Lines lines={lines} width={columns} rows={rows} />;
}
