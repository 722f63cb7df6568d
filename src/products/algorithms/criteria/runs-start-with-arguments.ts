import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, sameJson, show } from './json-value.ts';
import { solutionIn, statesOf, testCasesOf } from './lesson-parts.ts';
import { parametersOf } from './parameters.ts';
import { jsonPath } from './schema-issues.ts';

/** The first state of each run holds the arguments of its test case, unless its line changes them. */
export const runsStartWithArguments: Criterion<Problem> = {
  id: 'runs-start-with-arguments',
  title: 'Runs start with their arguments',
  weight: 3,
  explanation: 'A run that starts from other values plays another test case.',
  fixHint: 'Put the test case’s arguments into the first state’s variables.',
  check(artefact) {
    const solution = solutionIn(artefact, 'javascript');
    const names = solution && parametersOf(solution)?.map(({ name }) => name);
    const cases = testCasesOf(artefact);
    if (!solution || !names || cases.length === 0) return nothingToCheck('run with its function');
    return cases.flatMap((testCase) => {
      const args = member(testCase.value, 'args');
      const [first] = statesOf(testCase);
      const variables = member(first?.value, 'variables');
      if (first === undefined || variables === undefined || !Array.isArray(args)) return [];
      const id = asText(member(first.value, 'codeLineId'));
      const line = solution.lines.find(({ value }) => member(value, 'id') === id);
      const code = asText(member(line?.value, 'code'));
      if (code === undefined) return [];
      const path = `${first.path}.variables`;
      return names
        .slice(0, args.length)
        .flatMap((name, index) =>
          changes(code, name) ? [] : differs({ path, name }, member(variables, name), args[index]),
        );
    });
  },
};

/** Whether a line may change what a name stands for: it assigns to it, calls its methods or hands it on. */
function changes(code: string, name: string): boolean {
  return new RegExp(
    `(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])\\s{0,9}(?:[.[]|[-+*/%&|^<>]{0,3}=(?!=)|\\+\\+|--|[,)])`,
  ).test(code);
}

function differs(
  { path, name }: { path: string; name: string },
  found: Json | undefined,
  argument: Json | undefined,
): Issue[] {
  if (sameJson(found, argument)) return [];
  return [
    {
      path: jsonPath(path, [name]),
      message: 'The run does not start with the argument of its test case.',
      expected: show(argument),
      found: show(found),
    },
  ];
}
