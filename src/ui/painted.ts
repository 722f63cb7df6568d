import { fitLine, type Line } from './line.ts';
import { paint, type Terminal } from './theme.ts';

/** A line as a terminal is told it: made safe, at most `width` cells, with its colours. */
export function painted(line: Line, width: number, terminal: Terminal): string {
  const spans = fitLine(line, width, terminal.charset);
  const text = spans.map((span) => (span.text === '' ? '' : paint(span.text, span.tone, terminal)));
  // A text node without any text has no height.
  return text.join('') || ' ';
}
