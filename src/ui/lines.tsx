import { Box, Text } from 'ink';
import { fitLine, type Line } from './line.ts';
import { useTerminal } from './terminal-context.ts';
import { styleOf } from './theme.ts';

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
  return (
    <Box flexDirection="column" width={width} height={rows} flexShrink={0}>
      {lines.slice(0, rows).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <Row key={index} line={line} width={width} />
      ))}
    </Box>
  );
}

function Row({ line, width }: { line: Line; width: number }) {
  const { charset, color } = useTerminal();
  const spans = fitLine(line, width, charset).filter(({ text }) => text !== '');
  if (spans.length === 0) return <Text> </Text>;
  return (
    <Text wrap="truncate-end">
      {spans.map(({ text, tone }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the row
        <Text key={index} {...styleOf(tone, color)}>
          {text}
        </Text>
      ))}
    </Text>
  );
}
