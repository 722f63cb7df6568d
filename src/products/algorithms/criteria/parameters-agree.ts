import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { cut } from './json-value.ts';
import { type Solution, solutionsOf } from './lesson-parts.ts';
import { type Parameter, parametersOf } from './parameters.ts';

const javaTypes: Record<string, string> = { string: 'String' };

/** The entry of every language takes the signature's parameters, in order; in Java of its types. */
export const parametersAgree: Criterion<Problem> = {
  id: 'parameters-agree',
  title: 'Entries take the signature’s parameters',
  weight: 2,
  explanation: 'Whoever calls the solution passes the signature’s arguments in its order.',
  fixHint: 'Give the entry function the parameters of the signature, in its order.',
  check(artefact, { item }) {
    if (item === undefined)
      return { notChecked: 'the catalogue entry is not known', needs: 'item' };
    const solutions = solutionsOf(artefact).filter(({ code }) => code !== undefined);
    if (solutions.length === 0) return nothingToCheck('code');
    return solutions.flatMap((solution) => solutionIssues(solution, item.signature.params));
  },
};

function solutionIssues(solution: Solution, params: Problem['signature']['params']): Issue[] {
  const found = parametersOf(solution);
  if (found === undefined) return [];
  const { language, path } = solution;
  const expected = params.map(({ name, type }) => ({
    name: language === 'python' ? snakeCase(name) : name,
    type: language === 'java' ? javaType(type) : undefined,
  }));
  if (listText(found) === listText(expected) || sameNames(found, params, language)) return [];
  const message = `The ${language} entry takes other parameters than the signature has.`;
  const show = (list: Parameter[]) => cut(`(${listText(list)})`);
  return [{ path: `${path}.lines`, message, expected: show(expected), found: show(found) }];
}

/** Python may keep the signature's spelling. */
function sameNames(
  found: Parameter[],
  params: Problem['signature']['params'],
  language: string,
): boolean {
  return (
    language === 'python' &&
    found.map(({ name }) => name).join() === params.map(({ name }) => name).join()
  );
}

function listText(list: Parameter[]): string {
  return list
    .map(({ name, type }) => (type === undefined ? name : `${type.replaceAll(' ', '')} ${name}`))
    .join(', ');
}

function javaType(type: string): string {
  const element = type.replace(/(?:\[\])*$/, '');
  const known = Object.hasOwn(javaTypes, element) ? javaTypes[element] : element;
  return `${known}${type.slice(element.length)}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
