import { type Language, languages } from '../../item.ts';
import { member } from '../json-value.ts';
import { allStatesOf, codeLinesOf, solutionsOf } from '../lesson-parts.ts';
import { type KnownFailure, textIssues } from './known-failure.ts';

/** Words of another language that parse where they stand, as names. */
const foreign: Record<Language, { pattern: RegExp; example: string }> = {
  javascript: {
    pattern: /\b(?:None|True|False)\b|\blen\(/,
    example: 'return None;',
  },
  python: {
    pattern: /\b(?:null|true|false|undefined)\b|&&|\|\||===|\S;\s*$/,
    example: 'while left < right and true:',
  },
  java: {
    pattern: /\b(?:None|True|False|undefined)\b|===/,
    example: 'return None;',
  },
};

const emptyName =
  /^(?:foo|bar|baz|qux|placeholder|dummy|var\d*|variable\d*|example\w*|my[A-Z_]\w*|some[A-Z_]\w*)$/;

/** Mistakes in the names and words of code. */
export const languageFailures: KnownFailure[] = [
  ...languages.map(
    (language): KnownFailure => ({
      id: `foreign-words-in-${language}`,
      what: `The ${language} has words of another language.`,
      example: foreign[language].example,
      detect: (artefact) => {
        const hits = codeLinesOf(artefact).filter(
          (line) => line.language === language && foreign[language].pattern.test(bare(line.value)),
        );
        const fix = 'Write what this language has for it.';
        return textIssues(hits, { message: 'This line has words of another language.', fix });
      },
    }),
  ),
  {
    id: 'placeholder-names',
    what: 'Functions or variables have names that say nothing.',
    example: 'function myFunction(foo) {',
    detect: (artefact) => {
      const entries = solutionsOf(artefact).map(({ path, value }) => ({
        path: `${path}.entry`,
        value: String(member(value, 'entry') ?? ''),
      }));
      const names = allStatesOf(artefact).flatMap(({ path, value }) =>
        Object.keys(member(value, 'variables') ?? {}).map((name) => ({
          path: `${path}.variables`,
          value: name,
        })),
      );
      const hits = [...entries, ...names].filter(({ value }) => emptyName.test(value));
      const fix = 'Use names that say what a thing is for: seen, need, left.';
      return textIssues(hits, { message: 'This name says nothing.', fix });
    },
  },
];

/** The code of a line, without its comment and what stands in quotes. */
function bare(line: string): string {
  return line
    .slice(0, 400)
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
    .replace(/(?:\/\/|#).*$/, '');
}
