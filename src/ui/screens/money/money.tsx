import { Box } from 'ink';
import { grouped } from '../../format.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import { moneyBindings } from './money-keys.ts';
import { moneyColumns, moneyGap } from './money-layout.ts';

/** Where the dollars go: two columns where there is room, else one; they scroll where they are longer. */
function Money({ hands, columns: cells, rows }: ScreenProps) {
  const { columns, width } = moneyColumns(hands, useTerminal());
  const { top } = hands.ui.get().money;
  return (
    <Box columnGap={moneyGap} width={cells} height={rows} flexShrink={0}>
      {columns.map((lines, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column of the screen is its place
        <Lines key={index} lines={windowOf(lines, top, rows)} width={width} rows={rows} />
      ))}
    </Box>
  );
}

/** As many lines as fit; the last one counts what is further down. */
function windowOf(lines: readonly Line[], top: number, rows: number): readonly Line[] {
  const from = Math.max(0, Math.min(top, lines.length - rows));
  const below = lines.length - from - rows;
  if (below <= 0) return lines.slice(from);
  const more: Line = [{ text: ` ${grouped(below + 1)} more rows: j scrolls`, tone: 'quiet' }];
  return [...lines.slice(from, from + rows - 1), more];
}

export const moneyScreen: Screen = { title: 'money', bindings: moneyBindings, Body: Money };
