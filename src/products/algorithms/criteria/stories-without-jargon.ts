import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { flavoursOf } from './lesson-parts.ts';

const jargon =
  /\b[OΘ]\s?\([^()]{1,40}\)|\b(?:time|space) complexity\b|\bbig[- ]O\b|\b[a-z]\w{0,30}\[\w{1,30}\]|\b[a-z]\w{0,30}\.\w{1,30}\(|[;{}]\s*$/;

/** The fun and the spiritual voice do without complexity classes and code. */
export const storiesWithoutJargon: Criterion<Problem> = {
  id: 'stories-without-jargon',
  title: 'Stories do without jargon',
  weight: 1,
  explanation: 'The fun and the spiritual voice are for learners whom jargon loses.',
  fixHint: 'Say it by the voice’s own images; the technical voice names costs and code.',
  check(artefact) {
    const voices = flavoursOf(artefact).filter(({ flavour }) => flavour !== 'technical');
    if (voices.length === 0) return nothingToCheck('story');
    return voices.flatMap(({ path, value, flavour }) =>
      ['headline', 'explanation', 'keyInsight'].flatMap((key) => {
        const [found] = jargon.exec(asText(member(value, key)) ?? '') ?? [];
        if (found === undefined) return [];
        const message = `The ${flavour} voice speaks in jargon.`;
        return [{ path: `${path}.${key}`, message, found: show(found) }];
      }),
    );
  },
};
