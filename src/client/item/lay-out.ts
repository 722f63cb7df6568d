import type { BodyPart, DisplayLine } from './body-part.ts';
import { type WrappedRow, wrapText } from './wrap.ts';

/** What a row unfolds to, broken to a width. Lines are made when they are asked for. */
export interface Layout {
  lineCount: number;
  lines(from: number, count: number): DisplayLine[];
  /** The line that a place of a part is on; the last one for a place that is left out. */
  lineOf(part: number, at: number): number;
}

/** Lines that one row may unfold to: thousands of screens. */
export const maxLayoutLines = 50_000;
/** Width that text is given at least, however narrow the screen. */
const minWidth = 8;

interface Laid {
  part: BodyPart;
  rows: WrappedRow[];
  /** Line of its first row. */
  from: number;
}

/** Breaks parts to `width` cells. What goes beyond 50,000 lines is left out, and a last line says so. */
export function layOut(parts: readonly BodyPart[], width: number): Layout {
  const laid: Laid[] = [];
  let count = 0;
  for (const part of parts) {
    const rows = wrapText(part.text, {
      width: Math.max(minWidth, width),
      words: part.isProse,
      maxRows: maxLayoutLines - count,
    });
    laid.push({ part, rows, from: count });
    count += rows.length;
  }
  const leftOut = count < maxLayoutLines ? [] : [leftOutLine(laid)];
  const lineCount = count + leftOut.length;
  return {
    lineCount,
    lines(from, wanted) {
      const end = Math.min(from + wanted, lineCount);
      const lines: DisplayLine[] = [];
      for (let at = Math.max(0, from); at < end; at += 1) {
        lines.push(lineAt(laid, at) ?? leftOutLine(laid));
      }
      return lines;
    },
    lineOf(part, at) {
      const found = laid[part];
      if (!found) return 0;
      const row = found.rows.findLastIndex(({ start }) => start <= at);
      return Math.min(found.from + Math.max(0, row), Math.max(0, lineCount - 1));
    },
  };
}

function lineAt(laid: readonly Laid[], line: number): DisplayLine | undefined {
  const found = laid.findLast(({ from, rows }) => from <= line && line < from + rows.length);
  const row = found?.rows[line - found.from];
  if (!found || !row) return undefined;
  const { role, text, isProse } = found.part;
  // A tab is one cell to the wrapping, and must be no more on the screen.
  const shown = text.slice(row.start, row.end).replaceAll('\t', ' ');
  return { role, text: `${isProse ? shown.trimEnd() : shown}${row.isCut ? '…' : ''}` };
}

function leftOutLine(laid: readonly Laid[]): DisplayLine {
  const shown = laid.reduce((sum, { rows }) => sum + (rows.at(-1)?.end ?? 0), 0);
  const all = laid.reduce((sum, { part }) => sum + part.text.length, 0);
  const more = Math.max(0, all - shown).toLocaleString('en-US');
  return { role: 'meta', text: `… ${more} more characters are in the transcript file` };
}
