import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member } from './json-value.ts';
import { allStatesOf, solutionIn } from './lesson-parts.ts';
import { jsonPath } from './schema-issues.ts';

/** Every variable of a state is a name of the JavaScript code; `result` is what it returns. */
export const variablesInCode: Criterion<Problem> = {
  id: 'variables-in-code',
  title: 'Variables are names of the code',
  weight: 2,
  explanation: 'A learner looks for each variable in the code.',
  fixHint: 'Name variables as the JavaScript code does, and show no others.',
  check(artefact) {
    const code = solutionIn(artefact, 'javascript')?.code;
    const states = allStatesOf(artefact);
    if (code === undefined || states.length === 0) return nothingToCheck('state with code');
    const names = new Set(code.join('\n').match(/[A-Za-z_$][\w$]*/g));
    return states.flatMap(({ path, value }) =>
      Object.keys(asObject(member(value, 'variables')) ?? {})
        .filter((name) => name !== 'result' && !names.has(name))
        .map((name) => ({
          path: jsonPath(`${path}.variables`, [name]),
          message: 'The JavaScript code has no variable of this name.',
        })),
    );
  },
};
