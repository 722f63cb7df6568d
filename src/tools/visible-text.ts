/**
 * Controls but for line ends, formats (bidi, joiners, tags), private, unassigned and lone surrogates, and
 * whatever a terminal may draw as nothing.
 */
const HIDDEN = /(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A stranger's text with whatever could move, colour, reorder or hide anything written out as a visible
 * character or as `\u{…}`. Lines stay lines. Cut long text first.
 */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replace(HIDDEN, shown);
}

function shown(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : `\\u{${code.toString(16)}}`;
}
