import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import { flavours, type Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, show } from './json-value.ts';
import { flavoursOf } from './lesson-parts.ts';
import { overlap, wordsOf } from './words.ts';

/** Share of common words from which two texts count as the same one in other clothes. */
const mostOverlap = 0.6;
const fewestWords = 12;

/** The technical, the fun and the spiritual voice are all there and say different things. */
export const threeFlavours: Criterion<Problem> = {
  id: 'three-flavours',
  title: 'Three flavours, each in its own words',
  weight: 3,
  explanation: 'Three voices are for three kinds of learners; one voice thrice is for one.',
  fixHint: 'Write each explanation anew, with images of its own.',
  check(artefact) {
    const thinking = member(artefact, 'thinkingContent');
    if (asObject(thinking) === undefined) return nothingToCheck('explanation');
    const texts = flavoursOf(artefact).map(({ path, value, flavour }) => {
      const explanation = member(value, 'explanation');
      const words = wordsOf(typeof explanation === 'string' ? explanation : '');
      return { path: `${path}.explanation`, words, flavour };
    });
    const missing = flavours.filter((flavour) => !texts.some((text) => text.flavour === flavour));
    return [
      ...missing.map((flavour) => absent(flavour, show(member(thinking, flavour)))),
      ...texts.filter(({ words }) => words.size > 0 && words.size < fewestWords).map(tooShort),
      ...texts.flatMap((text, index) =>
        texts.slice(0, index).flatMap((earlier) => alike(earlier, text)),
      ),
    ];
  },
};

interface Voice {
  path: string;
  words: Set<string>;
  flavour: string;
}

function absent(flavour: string, found: string): Issue {
  const message = `The ${flavour} flavour is missing.`;
  const expected = 'an object with headline, explanation and keyInsight';
  return { path: `$.thinkingContent.${flavour}`, message, expected, found };
}

function tooShort({ path, words }: Voice): Issue {
  const expected = `at least ${fewestWords} different words`;
  return {
    path,
    message: 'The explanation is too short to explain.',
    expected,
    found: `${words.size}`,
  };
}

function alike(earlier: Voice, text: Voice): Issue[] {
  const share = overlap(earlier.words, text.words);
  if (share < mostOverlap) return [];
  return [
    {
      path: text.path,
      message: `The ${text.flavour} explanation repeats the ${earlier.flavour} one.`,
      expected: `less than ${100 * mostOverlap}% common words`,
      found: `${Math.round(100 * share)}%`,
      fix: `Write it anew in the ${text.flavour} voice, with its own images.`,
    },
  ];
}
