import { memo } from 'react';
import { formatShare, grouped } from '../format.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import { pad } from '../sanitise.ts';
import type { FailureView } from '../selectors.ts';
import { useTerminal } from '../terminal-context.ts';
import type { Terminal } from '../theme.ts';
import { titleRule } from './rule.ts';

interface Space {
  width: number;
  rows: number;
}

/** Narrower than this, the title says what the percentages are. */
const wide = 60;

/** Failures by criterion as bars: the full part was repaired, the light part is still open or escalated. */
export const Failures = memo(function Failures({
  failures,
  ...space
}: Space & { failures: readonly FailureView[] }) {
  const terminal = useTerminal();
  return <Lines lines={failureLines(failures, space, terminal)} {...space} />;
});

/** The lines of the bars, the title included. */
export function failureLines(
  failures: readonly FailureView[],
  { width, rows }: Space,
  terminal: Terminal,
): Line[] {
  const narrow = width < wide;
  const title = titleRule(
    narrow ? 'failures, share repaired' : 'failures by criterion',
    width,
    terminal,
  );
  if (failures.length === 0) {
    return [title, [{ text: ' none: no report card has failed yet', tone: 'quiet' }]];
  }
  const room = rows - 1;
  const fits = failures.length <= room;
  const shown = failures.slice(0, fits ? room : room - 1);
  const most = Math.max(...failures.map(({ failed }) => failed));
  const lines = shown.map((failure) => failureLine(failure, most, width, terminal));
  const more = failures.length - shown.length;
  return [
    title,
    ...lines,
    ...(more > 0 ? [[{ text: ` and ${more} more`, tone: 'quiet' }] as Line] : []),
  ];
}

/** A criterion in one row: its bar, how often it failed, the share repaired, its last message. */
export function failureLine(
  failure: FailureView,
  most: number,
  width: number,
  terminal: Terminal,
): Line {
  const { charset, glyphs } = terminal;
  const nameCells = Math.max(12, Math.min(26, Math.floor(width * 0.4)));
  const barCells = Math.max(4, Math.min(24, width - nameCells - (width < wide ? 16 : 26)));
  const full = Math.max(1, Math.round((failure.failed / most) * barCells));
  const mended = Math.min(full, Math.floor((failure.repaired / failure.failed) * full));
  const share = formatShare(Math.min(1, failure.repaired / failure.failed));
  const messageCells = width - nameCells - barCells - 28;
  return [
    { text: ` ${pad(failure.criterion, nameCells, charset)} ` },
    { text: glyphs.full.repeat(mended), tone: 'good' },
    { text: glyphs.half.repeat(full - mended), tone: 'bad' },
    { text: ' '.repeat(barCells - full) },
    { text: ` ${grouped(failure.failed).padStart(5)}` },
    {
      text: `  ${share.padStart(4)}${width < wide ? '' : ' repaired'}`,
      tone: 'quiet',
    },
    {
      text: messageCells >= 16 ? `  ${pad(failure.message, messageCells, charset)}` : '',
      tone: 'quiet',
    },
  ];
}
