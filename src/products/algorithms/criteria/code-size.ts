import type { Issue, NotChecked } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Language } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { solutionIn } from './lesson-parts.ts';

/** More than any solution needs; keeps a parser's time and memory bounded. */
export const maxSourceCharacters = 64 * 1024;

/** A solution's text, its lines, and where those lie. */
export interface Code {
  type: 'code';
  source: string;
  lines: string[];
  path: string;
}

export type Readable = Code | { type: 'outcome'; outcome: Issue[] | NotChecked };

/** The source that a parser may look at, or what to say instead. */
export function readableSource(artefact: Json, language: Language): Readable {
  const lines = solutionIn(artefact, language)?.code;
  if (lines === undefined) {
    return { type: 'outcome', outcome: nothingToCheck(`complete ${language} code`) };
  }
  const source = lines.join('\n');
  const path = `$.annotatedCode.${language}.lines`;
  if (source.length <= maxSourceCharacters) return { type: 'code', source, lines, path };
  const issue: Issue = {
    path,
    message: `The ${language} code is too long.`,
    expected: `at most ${maxSourceCharacters} characters`,
    found: `${source.length} characters`,
    fix: 'Keep the solution alone: no tables, no tests, no copies.',
  };
  return { type: 'outcome', outcome: [issue] };
}
