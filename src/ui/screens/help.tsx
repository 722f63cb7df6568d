import type { RunState } from '../../engine/state.ts';
import { type Binding, labelOf } from '../keymap.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import { titleRule } from '../panes/rule.ts';
import { useTerminal } from '../terminal-context.ts';

/** Every key of the screen underneath, made from its keymap. */
export function Help({
  bindings,
  run,
  columns,
  rows,
}: {
  bindings: readonly Binding[];
  run: RunState;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const lines = bindings.map((binding): Line => {
    const refused = binding.refused?.(run);
    return [
      { text: ` ${binding.keys.join(' ').padEnd(12)}`, tone: 'accent' },
      { text: labelOf(binding, run).padEnd(14), tone: 'strong' },
      { text: binding.help },
      { text: refused ? `  (not now: ${refused})` : '', tone: 'quiet' },
    ];
  });
  return (
    <Lines lines={[titleRule('keys', columns, terminal), ...lines]} width={columns} rows={rows} />
  );
}
