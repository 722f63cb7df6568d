import { asObject, member } from '../json-value.ts';
import { allStatesOf, codeLinesOf } from '../lesson-parts.ts';
import { proseOf } from '../lesson-texts.ts';
import { jsonPath } from '../schema-issues.ts';
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
    id: 'thinking-aloud',
    what: 'The author corrects itself in the text.',
    example: 'need = 7. Wait, let me recalculate.',
    pattern:
      /(?:^|[.;:(] )(?:wait|hmm+|oops)[,.!:] |\blet me (?:re)?(?:check|think|calculat|consider|correct)|\bon second thoughts?\b/i,
    fix: 'Write what is right, and nothing about the way there.',
  }),
  proseFailure({
    id: 'tags-of-the-conversation',
    what: 'A tag of the conversation leaked into the text.',
    example: '</thinking> The map is empty.',
    pattern: /<\/?(?:thinking|answer|tool_\w{1,20}|invoke|function_calls|result|output)\b/i,
    fix: 'Remove the tag.',
  }),
  proseFailure({
    id: 'error-text-in-prose',
    what: 'The output of a failed program stands in the text.',
    example: 'TypeError: Cannot read properties of undefined',
    pattern:
      /\bTraceback \(most recent call last\)|\b(?:Type|Syntax|Reference|Range|Name|Value|Index|Key)Error: |\bException in thread\b/,
    fix: 'Tell what the step does.',
  }),
  proseFailure({
    id: 'doubled-words',
    what: 'A word stands twice in a row.',
    example: 'Look at the the next number.',
    pattern: /\b(the|is|of|to|and|with|that) \1\b/i,
    fix: 'Write it once.',
  }),
  {
    id: 'printed-values-in-data',
    what: 'A variable holds the printed text of something that is no data.',
    example: '"seen": "[object Map]", "best": "NaN"',
    detect: (artefact) =>
      textIssues(
        allStatesOf(artefact).flatMap(({ path, value }) =>
          Object.entries(asObject(member(value, 'variables')) ?? {}).flatMap(([name, held]) =>
            typeof held === 'string' &&
            /^(?:undefined|NaN|\[object \w{1,20}\]|function\b.{0,200}|Map\(\d+\) .*|Set\(\d+\) .*)$/.test(
              held.slice(0, 200),
            )
              ? [{ path: jsonPath(`${path}.variables`, [name]), value: held }]
              : [],
          ),
        ),
        {
          message: 'This is the printed text of a value, not the value.',
          fix: 'Write it as JSON: a Map as an object, a Set as an array.',
        },
      ),
  },
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
