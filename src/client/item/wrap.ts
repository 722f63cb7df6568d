/** A row of a text: where it begins and ends, in characters. `cut`: the line goes on but is not shown. */
export interface WrappedRow {
  start: number;
  end: number;
  isCut: boolean;
}

export interface WrapOptions {
  /** Cells of a row, at least 1. */
  width: number;
  /** Break between words, where that does not leave a row half empty. */
  words: boolean;
  /** Rows to give at most. */
  maxRows: number;
}

/** No line that a person reads is longer. */
const maxLineLength = 20_000;

/** Breaks a text into rows, one pass, nothing copied. Fewer than `maxRows` rows hold the whole text. */
export function wrapText(text: string, options: WrapOptions): WrappedRow[] {
  const rows: WrappedRow[] = [];
  let start = 0;
  while (start <= text.length && rows.length < options.maxRows) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : withoutReturn(text, start, newline);
    wrapLine(text, { start, end }, { ...options, rows });
    start = newline < 0 ? text.length + 1 : newline + 1;
  }
  return rows;
}

/** Cells that a character takes at most, also once it is made safe to show. */
export function cellsAtMost(codePoint: number): number {
  if (codePoint < 0x1100 || isNarrowSymbol(codePoint)) return 1;
  return 2;
}

/** Dashes, quotation marks, arrows before the first emoji, lines and blocks. */
function isNarrowSymbol(codePoint: number): boolean {
  return (codePoint >= 0x2000 && codePoint < 0x231a) || (codePoint >= 0x2500 && codePoint < 0x25fd);
}

function withoutReturn(text: string, start: number, end: number): number {
  return end > start && text[end - 1] === '\r' ? end - 1 : end;
}

function wrapLine(
  text: string,
  line: { start: number; end: number },
  { width, words, maxRows, rows }: WrapOptions & { rows: WrappedRow[] },
): void {
  const last = Math.min(line.end, line.start + maxLineLength);
  let start = line.start;
  do {
    const full = fitting(text, { start, end: last }, width);
    const end = words && full < last ? atSpace(text, start, full) : full;
    rows.push({ start, end, isCut: end >= last && last < line.end });
    start = end;
  } while (start < last && rows.length < maxRows);
}

/** The end of what fits into `width` cells; at least one character. */
function fitting(text: string, { start, end }: { start: number; end: number }, width: number) {
  let at = start;
  let cells = 0;
  while (at < end) {
    const codePoint = text.codePointAt(at) ?? 0;
    cells += cellsAtMost(codePoint);
    if (cells > width && at > start) return at;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return Math.min(at, end);
}

/** The break after the last space of a full row, or the full row when that would leave half of it empty. */
function atSpace(text: string, start: number, full: number): number {
  // In a slice: a search backwards in the text itself would go on to its beginning, row after row.
  const space = text.slice(start, full + 1).lastIndexOf(' ');
  return space > (full - start) / 2 ? start + space + 1 : full;
}
