import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { flavoursOf } from './lesson-parts.ts';

/** What shows in print where a visualiser renders plain text. */
const marks: { pattern: RegExp; what: string }[] = [
  { pattern: /`/, what: 'Markdown for code' },
  { pattern: /\*\*\S|__\w[^_]{0,80}__/, what: 'Markdown for emphasis' },
  { pattern: /^#{1,6} \S|\n#{1,6} \S/, what: 'a Markdown heading' },
  { pattern: /(?:^|\n)\s{0,4}(?:[-*•]|\d{1,2}[.)]) \S/, what: 'a Markdown list' },
  { pattern: /\[[^\][\n]{1,80}\]\(https?:/, what: 'a Markdown link' },
  {
    pattern: /<\/?(?:p|br|b|i|em|strong|code|pre|ul|ol|li|div|span|h\d)\b[^<>]{0,80}>/i,
    what: 'HTML',
  },
  { pattern: /\p{Extended_Pictographic}/u, what: 'an emoji' },
  { pattern: /!\s?!/, what: 'exclamation marks in a row' },
];

/** Headlines, explanations and insights are plain words: no Markdown, HTML or emoji. */
export const plainProse: Criterion<Problem> = {
  id: 'plain-prose',
  title: 'Explanations are plain words',
  weight: 1,
  explanation: 'The visualiser prints the text as it is, marks included.',
  fixHint: 'Write sentences without markup; names from the code stand as they are.',
  check(artefact) {
    const voices = flavoursOf(artefact);
    if (voices.length === 0) return nothingToCheck('explanation');
    return voices.flatMap(({ path, value }) =>
      ['headline', 'explanation', 'keyInsight'].flatMap((key) => {
        const text = asText(member(value, key)) ?? '';
        const mark = marks.find(({ pattern }) => pattern.test(text));
        if (mark === undefined) return [];
        const found = show(mark.pattern.exec(text)?.[0]);
        return [{ path: `${path}.${key}`, message: `This holds ${mark.what}.`, found }];
      }),
    );
  },
};
