import { codeLinesOf } from '../lesson-parts.ts';
import { proseOf } from '../lesson-texts.ts';
import { type KnownFailure, textIssues } from './known-failure.ts';

/** More than ten times what any text of a lesson needs, in characters. */
const longestText = 8000;

/** Mistakes in the prose. */
export const textFailures: KnownFailure[] = [
  {
    id: 'mojibake',
    what: 'Text was decoded with the wrong character set.',
    example: 'itâ€™s',
    detect: (artefact) =>
      textIssues(
        [...proseOf(artefact), ...codeLinesOf(artefact)].filter(({ value }) =>
          /\u00C3[\u0080-\u00BF]|\u00E2\u20AC|\u00C2[\u00A0-\u00BF]|\uFFFD/.test(value),
        ),
        { message: 'The text has broken characters.', fix: 'Write the characters anew, in UTF-8.' },
      ),
  },
  {
    id: 'text-without-end',
    what: 'The author went on and on.',
    example: 'and again and again and again …',
    detect: (artefact) =>
      textIssues(
        proseOf(artefact).filter(({ value }) => value.length > longestText),
        { message: 'The text is far too long.', fix: `Stay below ${longestText} characters.` },
      ),
  },
  proseFailure({
    id: 'assistant-voice',
    what: 'The author speaks as an assistant instead of teaching.',
    example: 'Sure! Here is the explanation you asked for.',
    pattern:
      /\bas an ai\b|^\s*(?:sure|certainly|of course)[,!.] (?:here|i)\b|\bi hope this helps\b/i,
    fix: 'Speak to the learner about the algorithm.',
  }),
  proseFailure({
    id: 'printed-object',
    what: 'A value was printed as an object’s default text.',
    example: 'looking at [object Object]',
    pattern: /\[object \w{1,20}\]/,
    fix: 'Write the value as JSON.',
  }),
  proseFailure({
    id: 'escaped-newlines-in-prose',
    what: 'The prose shows line ends as \\n.',
    example: 'First this.\\n\\nThen that.',
    pattern: /[.!?:]\\n/,
    fix: 'Use real line ends, or none.',
  }),
];

interface ProseFailure extends Omit<KnownFailure, 'detect'> {
  pattern: RegExp;
  fix: string;
}

function proseFailure({ pattern, fix, ...row }: ProseFailure): KnownFailure {
  return {
    ...row,
    detect: (artefact) =>
      textIssues(
        proseOf(artefact).filter(({ value }) => pattern.test(value)),
        { message: row.what, fix },
      ),
  };
}
