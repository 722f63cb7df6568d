import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { type Solution, solutionsOf } from './lesson-parts.ts';

const mostLines = 80;
const mostColumns = 140;

/** Each solution fits on a screen: at most 80 lines of at most 140 characters, indented by spaces alone. */
export const codeReadable: Criterion<Problem> = {
  id: 'code-readable',
  title: 'The code fits on a screen',
  weight: 1,
  explanation: 'A learner sees the whole solution at once while it is played.',
  fixHint: 'One short solution: 6 to 25 lines, no second way, indented by spaces.',
  check(artefact) {
    const solutions = solutionsOf(artefact).filter(({ code }) => code !== undefined);
    return solutions.length === 0 ? nothingToCheck('code') : solutions.flatMap(solutionIssues);
  },
};

function solutionIssues({ language, path, code = [] }: Solution): Issue[] {
  const tooMany = code.length > mostLines;
  const size: Issue[] = tooMany
    ? [
        {
          path: `${path}.lines`,
          message: `The ${language} code has too many lines.`,
          expected: `at most ${mostLines}`,
          found: String(code.length),
        },
      ]
    : [];
  const lines = code.flatMap((line, index): Issue[] => {
    const at = `${path}.lines[${index}].code`;
    if (line.length > mostColumns) {
      const expected = `at most ${mostColumns} characters`;
      return [{ path: at, message: 'This line is too long.', expected, found: `${line.length}` }];
    }
    const isTabbed = /^ *\t/.test(line);
    return isTabbed ? [{ path: at, message: 'This line is indented by tabs.' }] : [];
  });
  return [...size, ...lines];
}
