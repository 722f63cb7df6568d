import { memo } from 'react';
import { formatClock } from '../format.ts';
import type { Frame } from '../frame.ts';
import type { Line, Tone } from '../line.ts';
import { Lines } from '../lines.tsx';

/** A word about what a key came to; gone after some seconds. */
export interface Toast {
  text: string;
  tone: Tone;
}

const tones = { info: 'quiet', warning: 'warn', error: 'bad' } as const;

/** One line: what the last key came to, else the engine's latest notice and when it came. */
export const NoticeLine = memo(function NoticeLine({
  toast,
  notice,
  width,
}: {
  toast: Toast | undefined;
  notice: Frame['notice'];
  width: number;
}) {
  const line: Line = toast
    ? [{ text: ` ${toast.text}`, tone: toast.tone }]
    : notice
      ? [
          { text: ` ${formatClock(Date.parse(notice.at)).slice(0, 5)} `, tone: 'quiet' },
          { text: notice.message, tone: tones[notice.level] },
        ]
      : [];
  return <Lines lines={[line]} width={width} />;
});
