import { type Binding, labelOf } from '../binding.ts';
import type { Hands } from '../hands.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import { titleRule } from '../panes/rule.ts';
import { useTerminal } from '../terminal-context.ts';

/** Every key of the screen underneath, made from its keymap; a page of it where there are more. */
export function Help({
  bindings,
  hands,
  top,
  columns,
  rows,
}: {
  bindings: readonly Binding[];
  hands: Hands;
  top: number;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const room = Math.max(1, rows - 1);
  const from = Math.max(0, Math.min(top, bindings.length - room));
  const shown = bindings.slice(from, from + room);
  const after = bindings.length - from - shown.length;
  const more = after > 0 ? `, ${after} more below` : from > 0 ? `, ${from} more above` : '';
  const lines = shown.map((binding) => helpLine(binding, hands));
  return (
    <Lines
      lines={[titleRule(`keys${more}`, columns, terminal), ...lines]}
      width={columns}
      rows={rows}
    />
  );
}

function helpLine(binding: Binding, hands: Hands): Line {
  const refused = binding.refused?.(hands);
  const keys = binding.keys.map((key) => (key === ' ' ? 'space' : key)).join(' ');
  return [
    { text: ` ${keys.padEnd(18)}`, tone: 'accent' },
    { text: labelOf(binding, hands).padEnd(16), tone: 'strong' },
    { text: binding.help },
    { text: refused ? `  (not now: ${refused})` : '', tone: 'quiet' },
  ];
}

const scroll = (step: number) => (hands: Hands) =>
  hands.ui.set((ui) => {
    if (ui.overlay?.type !== 'help') return ui;
    const most = Math.max(0, hands.helpLength() - (hands.space().rows - 1));
    const top = Math.max(0, Math.min(most, ui.overlay.top + step));
    return { ...ui, overlay: { type: 'help', top } };
  });

const close = (hands: Hands) => hands.ui.set((ui) => ({ ...ui, overlay: undefined }));

/** The keys of the help itself. */
export const helpBindings: readonly Binding[] = [
  {
    action: 'close-help',
    keys: ['esc', '?', 'enter'],
    shown: 'esc',
    label: 'back',
    help: 'leave the help',
    press: close,
  },
  {
    action: 'help-down',
    keys: ['j', 'down', 'pgdn', ' '],
    shown: 'j',
    label: 'down',
    help: 'further down',
    press: (hands) => scroll(5)(hands),
  },
  {
    action: 'help-up',
    keys: ['k', 'up', 'pgup'],
    shown: 'k',
    label: 'up',
    help: 'further up',
    press: (hands) => scroll(-5)(hands),
  },
];
