import { Box, Text } from 'ink';
import { memo } from 'react';
import type { Line } from './line.ts';
import { painted } from './painted.ts';
import { useTerminal } from './terminal-context.ts';

/**
 * The only way of text to the screen: exactly `rows` rows, each at most `width` cells, everything in
 * them made safe. Lines that do not fit are left out.
 */
export function Lines({
  lines,
  width,
  rows = lines.length,
}: {
  lines: readonly Line[];
  width: number;
  rows?: number;
}) {
  const terminal = useTerminal();
  return (
    <Box flexDirection="column" width={width} height={rows} flexShrink={0}>
      {lines.slice(0, rows).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <Row key={index} text={painted(line, width, terminal)} />
      ))}
    </Box>
  );
}

/** One text node a row: a row that did not change costs nothing, one that did costs little. */
const Row = memo(function Row({ text }: { text: string }) {
  return <Text wrap="truncate-end">{text}</Text>;
});
