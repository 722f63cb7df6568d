import { type Charset, cut } from './sanitise.ts';
import { textWidth } from './text-width.ts';

/** What a piece of text means; the theme says how that looks. */
export type Tone =
  | 'plain'
  | 'quiet'
  | 'strong'
  | 'good'
  | 'bad'
  | 'warn'
  | 'accent'
  | 'badge'
  | 'tab'
  | 'cursor';

/** A piece of a line. Its text may come from anywhere: it is made safe on its way to the screen. */
export interface Span {
  text: string;
  tone?: Tone;
}

/** One row of the screen. */
export type Line = readonly Span[];

/** A part of a status line; when there is no room, the highest rank goes first. */
export interface Field {
  rank: number;
  line: Line;
}

/** The line as it may be shown: every text sanitised, at most `cells` wide. */
export function fitLine(line: Line, cells: number, charset: Charset): Span[] {
  const fitted: Span[] = [];
  let left = cells;
  for (const { text, tone } of line) {
    if (left <= 0) break;
    const shown = cut(text, left, charset);
    left -= textWidth(shown);
    fitted.push(tone === undefined ? { text: shown } : { text: shown, tone });
  }
  return fitted;
}

/** How many cells a line takes that holds no hostile text. */
export function widthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** As many fields as `cells` hold, in their own order, `gap` between them. */
export function fitFields(fields: readonly Field[], cells: number, gap: Line): Line {
  const kept = [...fields];
  const width = () =>
    kept.reduce((sum, { line }) => sum + widthOf(line), 0) +
    Math.max(0, kept.length - 1) * widthOf(gap);
  while (kept.length > 1 && width() > cells) {
    const worst = kept.reduce((a, b) => (b.rank >= a.rank ? b : a));
    kept.splice(kept.indexOf(worst), 1);
  }
  return kept.flatMap(({ line }, index) => (index === 0 ? line : [...gap, ...line]));
}

/** `left` cut to make room, then space, then the whole of `right` at the end of `cells`. */
export function justify(
  { left, right }: { left: Line; right: Line },
  cells: number,
  charset: Charset,
): Line {
  const fitted = fitLine(left, Math.max(0, cells - widthOf(right) - 1), charset);
  const space = Math.max(0, cells - widthOf(fitted) - widthOf(right));
  return [...fitted, { text: ' '.repeat(space) }, ...right];
}
