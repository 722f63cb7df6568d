import { Box, Text } from 'ink';
import { memo } from 'react';
import { fitLine, type Line } from './line.ts';
import { useTerminal } from './terminal-context.ts';
import { paint, type Terminal } from './theme.ts';

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

function painted(line: Line, width: number, terminal: Terminal): string {
  const spans = fitLine(line, width, terminal.charset);
  const text = spans.map((span) => (span.text === '' ? '' : paint(span.text, span.tone, terminal)));
  // A text node without any text has no height.
  return text.join('') || ' ';
}
