import { asText, member } from '../json-value.ts';
import { allStatesOf, flavoursOf, type Part } from '../lesson-parts.ts';
import { type KnownFailure, textIssues } from './known-failure.ts';

/** Mistakes in the three explanations, and in the sentences of the steps. */
export const voiceFailures: KnownFailure[] = [
  {
    id: 'copied-flavour-parts',
    what: 'Two voices share a headline or a key insight.',
    example: '"fun": {"keyInsight": "Look back."}, "spiritual": {"keyInsight": "Look back."}',
    detect: (artefact) =>
      ['headline', 'keyInsight'].flatMap((key) => {
        const seen = new Set<string>();
        const hits = textsOf(flavoursOf(artefact), key).filter(({ value }) => {
          const plain = value.trim().toLowerCase();
          if (plain === '' || seen.has(plain)) return plain !== '';
          seen.add(plain);
          return false;
        });
        const fix = 'Give each voice words of its own.';
        return textIssues(hits, { message: `Another voice has the same ${key}.`, fix });
      }),
  },
  {
    id: 'truncated-prose',
    what: 'A text breaks off in the middle of a sentence.',
    example: 'The map remembers each number and',
    detect: (artefact) => {
      const texts = [
        ...textsOf(flavoursOf(artefact), 'explanation'),
        ...textsOf(flavoursOf(artefact), 'keyInsight'),
        ...textsOf(allStatesOf(artefact), 'description'),
      ];
      const hits = texts.filter(({ value }) => breaksOff(value.slice(-80)));
      const message = 'The text breaks off without an end.';
      return textIssues(
        hits.map(({ path, value }) => ({ path, value: `…${value.slice(-60)}` })),
        { message, fix: 'Finish the sentence.' },
      );
    },
  },
  {
    id: 'sentence-over-and-over',
    what: 'One sentence is repeated in an explanation.',
    example: 'Look back. Look back. Look back.',
    detect: (artefact) => {
      const hits = textsOf(flavoursOf(artefact), 'explanation').filter(({ value }) =>
        hasRepeats(value.slice(0, 8000)),
      );
      const fix = 'Say it once, then go on.';
      return textIssues(hits, { message: 'A sentence stands here three times or more.', fix });
    },
  },
];

/** Ends in a word that wants another one, or in a sign that does. */
function breaksOff(end: string): boolean {
  return /(?:[,:;(\u2014-]|(?:^|\s)(?:and|or|the|a|an|of|to|in|with|is|are|that|which|because|for|by|from|as|at|its|their|if|when|while|so|but))\s*$/i.test(
    end,
  );
}

function hasRepeats(text: string): boolean {
  const counts = new Map<string, number>();
  for (const sentence of text.split(/[.!?]\s+/)) {
    const plain = sentence
      .trim()
      .toLowerCase()
      .replace(/[.!?]$/, '');
    if (plain.length < 10) continue;
    const count = (counts.get(plain) ?? 0) + 1;
    if (count >= 3) return true;
    counts.set(plain, count);
  }
  return false;
}

function textsOf(parts: Part<Parameters<typeof member>[0]>[], key: string): Part<string>[] {
  return parts.flatMap(({ path, value }) => {
    const text = asText(member(value, key));
    return text === undefined ? [] : [{ path: `${path}.${key}`, value: text }];
  });
}
