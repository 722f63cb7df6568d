import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, asText, member } from './json-value.ts';
import { allStatesOf, solutionIn } from './lesson-parts.ts';
import { jsonPath } from './schema-issues.ts';

/** After a line that declares variables, they are there: a state is what holds after its line. */
export const declaredVariablesThere: Criterion<Problem> = {
  id: 'declared-variables-there',
  title: 'What a line declares is there after it',
  weight: 3,
  explanation: 'A state shows the moment after its line; the moment before is another step.',
  fixHint: 'Show the variables as they are after the line ran, with what it declares.',
  check(artefact) {
    const solution = solutionIn(artefact, 'javascript');
    const states = allStatesOf(artefact);
    if (solution === undefined || states.length === 0) return nothingToCheck('state with code');
    const declared = new Map(
      solution.lines.map(({ value }) => [
        asText(member(value, 'id')),
        declaredIn(asText(member(value, 'code')) ?? ''),
      ]),
    );
    return states.flatMap(({ path, value }) => {
      const id = asText(member(value, 'codeLineId'));
      const variables = asObject(member(value, 'variables'));
      if (id === undefined || variables === undefined) return [];
      return (declared.get(id) ?? [])
        .filter((name) => !Object.hasOwn(variables, name))
        .map((name) => ({
          path: jsonPath(`${path}.variables`, [name]),
          message: 'The line of this state declares a variable that the state lacks.',
          expected: name,
        }));
    });
  },
};

/** Names after const, let and var, one or an array of them; what is destructured otherwise is not read. */
function declaredIn(code: string): string[] {
  // A declaration without a value leaves undefined, which no state can show.
  const found = code.matchAll(
    /^[^"'`/]{0,200}?\b(?:const|let|var)\s{1,9}(?:\[([\w$, ]{1,200})\]|([A-Za-z_$][\w$]*))\s{0,9}=(?![=>])(?!.*(?:=>|\bfunction\b))/g,
  );
  return [...found].flatMap(([, list, name]) =>
    (list ?? name ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  );
}
