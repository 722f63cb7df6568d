import { isOneCellEach, textWidth } from './text-width.ts';

/** What the terminal can draw: anything in UTF-8, or 7-bit text only. */
export type Charset = 'unicode' | 'ascii';

const harmless = /^[ -~]*$/;
const lineBreaks = /\r\n?|[\n\t]/g;
/** A selector that only asks for the coloured form of the character before it. */
const emojiStyle = /(\p{Extended_Pictographic})[\ufe0e\ufe0f]/gu;
/**
 * Controls, formats (bidi, joiners, tags), private, unassigned and lone surrogates, line separators,
 * enclosing marks, and whatever a terminal may draw as nothing.
 */
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Me}\p{Default_Ignorable_Code_Point}]/gu;
const stackedMarks = /(\p{M}{2})\p{M}+/gu;
const leadingMark = /^\p{M}/u;
const notAscii = /[^ -~]/gu;
// Made when it is first needed: that takes a while, and a first frame can do without.
let segmenter: Intl.Segmenter | undefined;

/**
 * Text that a terminal shows as it is: whatever could move, colour, reorder or hide anything has become
 * a visible character. Line breaks and tabs become spaces. Slice long text first, or use `cut`.
 */
export function sanitise(text: string, charset: Charset = 'unicode'): string {
  if (charset === 'ascii' ? harmless.test(text) : isOneCellEach(text)) return text;
  const flat = text.replace(lineBreaks, ' ');
  if (charset === 'ascii') return flat.replace(notAscii, '?');
  return flat
    .replace(emojiStyle, '$1')
    .replace(hidden, glyphOf)
    .replace(stackedMarks, '$1')
    .replace(leadingMark, '\u25cc$&');
}

/** `text` made safe, in at most `cells` terminal cells; an ellipsis says that something is missing. */
export function cut(text: string, cells: number, charset: Charset = 'unicode'): string {
  if (cells <= 0) return '';
  // Sanitising and measuring cost time by length, and hostile lines are long.
  const most = cells * 8 + 16;
  const safe = sanitise(text.length > most ? text.slice(0, most) : text, charset);
  if (text.length <= most && textWidth(safe) <= cells) return safe;
  return prefixOf(safe, cells - 1) + (charset === 'ascii' ? '~' : '\u2026');
}

/** `cut`, filled up with spaces to exactly `cells`. */
export function pad(text: string, cells: number, charset: Charset = 'unicode'): string {
  const short = cut(text, cells, charset);
  return short + ' '.repeat(Math.max(0, cells - textWidth(short)));
}

/** The last `count` rows of `text`, made safe and broken at `cells`; blank lines are left out. */
export function lastRows(
  text: string,
  { cells, count, charset }: { cells: number; count: number; charset: Charset },
): string[] {
  if (cells <= 0 || count <= 0) return [];
  const rows = text
    .slice(-cells * count * 4)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .flatMap((line) => breakAt(sanitise(line, charset), cells));
  return rows.slice(-count);
}

/** The end of `text` in one row of at most `cells`, made safe; blank lines and breaks become one space. */
export function lastCells(text: string, cells: number, charset: Charset = 'unicode'): string {
  if (cells <= 0) return '';
  const flat = text.slice(-cells * 4).replace(/\s+/g, ' ');
  let row = '';
  let used = 0;
  for (const segment of segmentsOf(sanitise(flat, charset)).reverse()) {
    used += textWidth(segment);
    if (used > cells) break;
    row = segment + row;
  }
  return row;
}

function glyphOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

function prefixOf(safe: string, cells: number): string {
  return breakAt(safe, cells, 1)[0] ?? '';
}

/** What a reader takes as one character each. */
function segmentsOf(text: string): string[] {
  if (isOneCellEach(text)) return [...text];
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** `text` made safe and broken into rows of at most `cells`; an empty text is one empty row. */
export function breakRows(text: string, cells: number, charset: Charset = 'unicode'): string[] {
  const rows = breakAt(sanitise(text, charset), cells);
  return rows.length === 0 ? [''] : rows;
}

function breakAt(safe: string, cells: number, most = Number.POSITIVE_INFINITY): string[] {
  if (cells <= 0) return [];
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const segment of segmentsOf(safe)) {
    const width = textWidth(segment);
    if (width > cells) continue;
    if (used + width > cells) {
      rows.push(row);
      if (rows.length >= most) return rows;
      row = '';
      used = 0;
    }
    row += segment;
    used += width;
  }
  if (row !== '') rows.push(row);
  return rows;
}
