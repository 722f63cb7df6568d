import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { solutionIn, statesOf, testCasesOf } from './lesson-parts.ts';

/** The last state of each run stands at a line that returns. */
export const runsEndInReturn: Criterion<Problem> = {
  id: 'runs-end-in-return',
  title: 'Runs end where the code returns',
  weight: 2,
  explanation: 'A run that stops elsewhere was cut off.',
  fixHint: 'Play the run on until the line that returns.',
  check(artefact) {
    const solution = solutionIn(artefact, 'javascript');
    const runs = testCasesOf(artefact).map(statesOf);
    if (solution?.code === undefined || runs.length === 0) return nothingToCheck('run with code');
    // A function that works in place may return nothing at all.
    if (!solution.code.some((line) => /\breturn\b/.test(line))) return [];
    const codeOf = new Map(
      solution.lines.map(({ value }) => [member(value, 'id'), asText(member(value, 'code'))]),
    );
    return runs.flatMap((states) => {
      const last = states.at(-1);
      const id = last && asText(member(last.value, 'codeLineId'));
      const code = id === undefined ? undefined : codeOf.get(id);
      if (last === undefined || code === undefined || /\breturn\b|=>/.test(code)) return [];
      return [
        {
          path: `${last.path}.codeLineId`,
          message: 'The run ends at a line that does not return.',
          expected: 'the id of a line with return',
          found: show(id),
        },
      ];
    });
  },
};
