import type { Binding } from '../binding.ts';
import type { Hands } from '../hands.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import { titleRule } from '../panes/rule.ts';
import { isReadable } from '../reading-time.ts';
import { useTerminal } from '../terminal-context.ts';
import type { Confirm } from '../ui.ts';

/** Rows over what a confirmation is about: its title, its keys and a free one. */
export const confirmHeadRows = 3;

/** What is to be confirmed in place of the screen; the keys stand first, so that nothing pushes them out. */
export function ConfirmView({
  confirm,
  columns,
  rows,
}: {
  confirm: Confirm;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const { title, key, label, about } = confirm;
  const keys: Line = [
    { text: ` ${key}`, tone: 'strong' },
    { text: ` ${label}`, tone: 'warn' },
    { text: '   esc', tone: 'strong' },
    { text: ' go back, nothing is decided', tone: 'quiet' },
  ];
  const lines: Line[] = [titleRule(title, columns, terminal), keys, [], ...about];
  return <Lines lines={lines} width={columns} rows={rows} />;
}

/** The keys of a confirmation: one that says yes, once it could be read, and those that go back. */
export function confirmBindings({ key, label, run }: Confirm): readonly Binding[] {
  return [
    {
      action: 'confirm',
      keys: [key],
      shown: key,
      label,
      help: 'yes, do it',
      refused: (hands) => (isRead(hands) ? undefined : 'it has only just appeared: read it first'),
      alone: true,
      press(hands) {
        close(hands);
        run();
      },
    },
    {
      action: 'dismiss',
      keys: ['esc', 'q', 'n', 'ctrl-c'],
      shown: 'esc',
      label: 'go back',
      help: 'go back, nothing is decided',
      press: close,
    },
    {
      action: 'not-enter',
      keys: ['enter'],
      shown: 'enter',
      label: '',
      help: '',
      refused: () => `decides nothing here: ${key} does, esc goes back`,
      press: () => {},
      quiet: true,
    },
  ];
}

function isRead(hands: Hands): boolean {
  const { overlay } = hands.ui.get();
  return overlay?.type === 'confirm' && isReadable(overlay.sinceMs, hands.now());
}

function close(hands: Hands): void {
  hands.ui.set((ui) => ({ ...ui, overlay: undefined }));
}
