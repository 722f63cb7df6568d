import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { member, show } from './json-value.ts';
import { solutionIn, statesOf, testCasesOf } from './lesson-parts.ts';

/** `result` is there when the run has returned, and not before; unless the code has such a variable. */
export const resultLastAlone: Criterion<Problem> = {
  id: 'result-last-alone',
  title: 'The result appears at the end',
  weight: 1,
  explanation: 'A result that is known before the end spoils the play.',
  fixHint: 'Leave result out of all states but the last of each run.',
  check(artefact) {
    const code = solutionIn(artefact, 'javascript')?.code;
    const runs = testCasesOf(artefact).map(statesOf);
    if (code === undefined || runs.length === 0) return nothingToCheck('run with code');
    if (/\bresult\b/.test(code.join('\n'))) return [];
    return runs.flatMap((states) =>
      states.slice(0, -1).flatMap(({ path, value }) => {
        const early = member(member(value, 'variables'), 'result');
        if (early === undefined) return [];
        const message = 'The result is there before the run has ended.';
        return [{ path: `${path}.variables.result`, message, found: show(early) }];
      }),
    );
  },
};
