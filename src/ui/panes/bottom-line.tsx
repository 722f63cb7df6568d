import type { Link } from '../../client/session.ts';
import { formatClock } from '../format.ts';
import type { Frame } from '../frame.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import type { Prompt } from '../prompt.ts';
import { sanitise } from '../sanitise.ts';
import { useTerminal } from '../terminal-context.ts';
import type { Terminal } from '../theme.ts';
import type { Ui } from '../ui.ts';

const tones = { info: 'quiet', warning: 'warn', error: 'bad' } as const;

/** One line: what is being typed; else what the last key came to, a lost engine, or the latest notice. */
export function BottomLine({
  ui,
  notice,
  link,
  width,
}: {
  ui: Ui;
  notice: Frame['notice'];
  link: Link;
  width: number;
}) {
  const terminal = useTerminal();
  const line =
    ui.overlay?.type === 'prompt'
      ? promptLine(ui.overlay.prompt, width, terminal)
      : wordLine(ui, notice, link);
  return <Lines lines={[line]} width={width} />;
}

function wordLine({ toast }: Ui, notice: Frame['notice'], link: Link): Line {
  if (toast) return [{ text: ` ${toast.text}`, tone: toast.tone }];
  if (link.type === 'lost') return [{ text: ` ${link.reason}`, tone: 'bad' }];
  if (link.type === 'none') return [{ text: ` ${link.reason}`, tone: 'quiet' }];
  if (link.type === 'loading') return [{ text: ' reading the items', tone: 'quiet' }];
  if (!notice) return [];
  return [
    { text: ` ${formatClock(Date.parse(notice.at)).slice(0, 5)} `, tone: 'quiet' },
    { text: notice.message, tone: tones[notice.level] },
  ];
}

/** The end of what is typed with its cursor, and beside it what it means. */
function promptLine(prompt: Prompt, width: number, { charset, color }: Terminal): Line {
  const { prefix, text, at, spec } = prompt;
  const chars = [...text];
  const room = Math.max(10, Math.floor(width * 0.6) - prefix.length);
  const from = Math.max(0, at - room);
  const under = chars[at] ?? ' ';
  const remark = text === '' ? spec.hint : (spec.remark?.(text) ?? '');
  return [
    { text: ` ${prefix}`, tone: 'accent' },
    { text: sanitise(chars.slice(from, at).join(''), charset) },
    // Without colour there is no inverse either: the cursor is a character.
    color ? { text: under, tone: 'cursor' } : { text: `_${chars[at] ?? ''}` },
    { text: sanitise(chars.slice(at + 1).join(''), charset) },
    { text: `   ${remark}`, tone: 'quiet' },
  ];
}
