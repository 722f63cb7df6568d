import { solutionsOf } from '../lesson-parts.ts';
import { type KnownFailure, textIssues } from './known-failure.ts';

const commentary =
  /^\s*(?:here is|here's|note that|explanation: \w|this (?:solution|code|function|approach) \w)/i;

/** Mistakes that show in a solution as a whole. */
export const sourceFailures: KnownFailure[] = [
  {
    id: 'commentary-around-code',
    what: 'The code begins or ends with words about it.',
    example: 'This solution runs in O(n) time.',
    detect: (artefact) =>
      solutionsOf(artefact).flatMap(({ code = [], path }) => {
        // In the middle such a line may belong to a comment that was opened above it.
        const ends = [
          code.findIndex((line) => line.trim() !== ''),
          code.findLastIndex((line) => line.trim() !== ''),
        ];
        const hits = [...new Set(ends)].flatMap((index) => {
          const value = code[index];
          if (value === undefined || !commentary.test(value)) return [];
          return [{ path: `${path}.lines[${index}].code`, value }];
        });
        const fix = 'Take the words out: thinkingContent is the place for them.';
        return textIssues(hits, { message: 'Words about the code stand in the code.', fix });
      }),
  },
  {
    id: 'numbered-code-lines',
    what: 'Every code line begins with its own number.',
    example: '12 | return seen;',
    detect: (artefact) =>
      solutionsOf(artefact).flatMap(({ code = [], path }) => {
        const numbered = code.every((line, index) => startsWithNumber(line, index + 1));
        if (code.length < 3 || !numbered) return [];
        const fix = 'Remove the numbers: the order of the lines is enough.';
        const first = [{ path: `${path}.lines`, value: code[0] ?? '' }];
        return textIssues(first, { message: 'The lines begin with their numbers.', fix });
      }),
  },
];

function startsWithNumber(line: string, number: number): boolean {
  const text = line.slice(0, 20).trimStart();
  return text.startsWith(String(number)) && /^\d+ ?[|:.\t ]/.test(text);
}
