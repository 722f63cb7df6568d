import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Language, Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { type Solution, solutionsOf } from './lesson-parts.ts';

/** How each language introduces a function, before and after its name; all bounded, so linear. */
const definitions: Record<Language, (name: string) => RegExp> = {
  javascript: (name) =>
    new RegExp(
      `\\bfunction\\s{0,9}\\*?\\s{0,9}${name}\\s{0,9}\\(|\\b(?:const|let|var)\\s{1,9}${name}\\s{0,9}=`,
    ),
  python: (name) => new RegExp(`\\bdef\\s{1,9}${name}\\s{0,9}\\(`),
  java: (name) => new RegExp(`[\\w>\\]]\\s{1,9}${name}\\s{0,9}\\([^()]{0,400}\\)[^;{}]{0,200}\\{`),
};

/** Each language defines the function that its `entry` names; in Java, inside a class. */
export const entryExists: Criterion<Problem> = {
  id: 'entry-exists',
  title: 'The entry function is in the code',
  weight: 2,
  explanation: 'Whoever runs the solution calls it by its entry.',
  fixHint: 'Name the function to call as it is spelled in this language.',
  check(artefact) {
    const solutions = solutionsOf(artefact).filter(({ code }) => code !== undefined);
    return solutions.length === 0 ? nothingToCheck('code') : solutions.flatMap(entryIssues);
  },
};

function entryIssues({ language, path, value, code = [] }: Solution): Issue[] {
  const source = code.join('\n');
  const entry = asText(member(value, 'entry'));
  if (entry === undefined) return [];
  if (!/^[A-Za-z_]\w{0,80}$/.test(entry) || !definitions[language](entry).test(source)) {
    const message = `The ${language} code defines no function of this name.`;
    const fix = 'Name the function to call as it is spelled in this language.';
    return [
      {
        path: `${path}.entry`,
        message,
        expected: 'a function of the code',
        found: show(entry),
        fix,
      },
    ];
  }
  if (language === 'java' && !/\bclass\s{1,9}\w/.test(source)) {
    return [
      {
        path: `${path}.lines`,
        message: 'The Java code has no class.',
        fix: 'Put the method into class Solution.',
      },
    ];
  }
  return [];
}
