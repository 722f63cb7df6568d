import type { Criterion } from '../../../engine/cards/criterion.ts';
import { languages, type Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, member, show } from './json-value.ts';

/** JavaScript, Python and Java are all there, each with lines of code. */
export const threeLanguages: Criterion<Problem> = {
  id: 'three-languages',
  title: 'JavaScript, Python and Java are there',
  weight: 3,
  explanation: 'A learner chooses among three languages.',
  fixHint: 'Write the same solution in JavaScript, Python and Java.',
  check(artefact) {
    const code = member(artefact, 'annotatedCode');
    if (asObject(code) === undefined) return nothingToCheck('code');
    return languages.flatMap((language) => {
      const solution = member(code, language);
      const path = `$.annotatedCode.${language}`;
      if (asObject(solution) === undefined) {
        const message = `There is no ${language} solution.`;
        const fix = `Add ${path} with entry, lines and valueSlots.`;
        return [{ path, message, expected: 'an object', found: show(solution), fix }];
      }
      return hasCode(member(solution, 'lines'))
        ? []
        : [{ path: `${path}.lines`, message: `The ${language} solution has no code.` }];
    });
  },
};

function hasCode(lines: unknown): boolean {
  if (!Array.isArray(lines)) return false;
  return lines.some((line) => {
    const code = member(line, 'code');
    return typeof code === 'string' && code.trim() !== '';
  });
}
