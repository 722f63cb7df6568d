import type { Frame } from '../frame.ts';
import type { Line, Span } from '../line.ts';
import { widthOf } from '../line.ts';
import type { Terminal } from '../theme.ts';
import { screenNames, type Ui } from '../ui.ts';

const roomy = 70;

/** The rule under the header: the six screens by their digits, the open one marked, what waits counted. */
export function screenRule(ui: Ui, frame: Frame, width: number, { glyphs, color }: Terminal): Line {
  const waiting = frame.approvals.length;
  const tabs = screenNames.flatMap((name, index): Span[] => {
    const isOpen = name === ui.screen;
    const count = name === 'approvals' && waiting > 0 ? ` ${waiting}` : '';
    // Where colour may not say it, a character does.
    const mark = isOpen && !color ? glyphs.pick : ' ';
    return [
      { text: `${mark}${index + 1} `, tone: 'quiet' },
      { text: `${name}`, tone: isOpen ? 'tab' : 'quiet' },
      { text: count, tone: 'warn' },
      { text: width < roomy ? '' : ' ', tone: 'quiet' },
    ];
  });
  const head: Span[] = [{ text: glyphs.rule, tone: 'quiet' }];
  const rest = Math.max(0, width - widthOf([...head, ...tabs]));
  return [...head, ...tabs, { text: glyphs.rule.repeat(rest), tone: 'quiet' }];
}
