import type { Line } from '../line.ts';
import type { Terminal } from '../theme.ts';

/** A rule across `width` cells with a title at its beginning. */
export function titleRule(title: string, width: number, { glyphs }: Terminal): Line {
  const rest = Math.max(0, width - title.length - 3);
  return [
    { text: `${glyphs.rule}`, tone: 'quiet' },
    { text: ` ${title} `, tone: 'quiet' },
    { text: glyphs.rule.repeat(rest), tone: 'quiet' },
  ];
}

/** A rule across `width` cells. */
export function plainRule(width: number, { glyphs }: Terminal): Line {
  return [{ text: glyphs.rule.repeat(width), tone: 'quiet' }];
}
