import type { NotChecked } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Program } from '../../../sandbox/executor.ts';
import { readableSource } from '../criteria/code-size.ts';
import { nothingToCheck } from '../criteria/depth.ts';
import { javascriptFault } from '../criteria/javascript-parses.ts';
import { asText, member } from '../criteria/json-value.ts';
import { solutionIn } from '../criteria/lesson-parts.ts';
import type { Language } from '../item.ts';
import { type RunnableCase, runnableCases } from './cases.ts';

/** What there is to run of a lesson in one language: one program, called for each test case. */
export interface Trial {
  type: 'trial';
  program: Program;
  /** Of the lines of its code in the lesson. */
  path: string;
  cases: RunnableCase[];
  /** The arguments of each case. */
  calls: Json[][];
}

/** The trial of a language, or what is not there to try; other criteria report that. */
export function trialOf(
  artefact: Json,
  language: Language,
): Trial | { type: 'nothing'; outcome: NotChecked } {
  const nothing = (what: string) => ({ type: 'nothing' as const, outcome: nothingToCheck(what) });
  const readable = readableSource(artefact, language);
  if (readable.type === 'outcome') return nothing(`${language} code`);
  const { source, path } = readable;
  if (language === 'javascript' && javascriptFault(source))
    return nothing('JavaScript that parses');
  const entry = asText(member(solutionIn(artefact, language)?.value, 'entry'));
  if (entry === undefined) return nothing(`entry function in ${language}`);
  const cases = runnableCases(artefact);
  if (cases.length === 0) return nothing('test case with arguments and a result');
  const calls = cases.map(({ args }) => args);
  return { type: 'trial', program: { source, entry }, path, cases, calls };
}
