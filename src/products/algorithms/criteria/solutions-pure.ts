import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Language, Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { show } from './json-value.ts';
import { codeLinesOf } from './lesson-parts.ts';

/** Names by which code reaches out of its function: output, input, clock, chance, files, the process. */
const reaching: Record<Language, RegExp> = {
  javascript:
    /\b(?:console\s*\.|Math\s*\.\s*random|Date\s*\.\s*now|new Date\b|process\s*\.|require\s*\(|import\s*[({"']|fetch\s*\(|eval\s*\(|new Function\b|setTimeout|setInterval|globalThis|document\s*\.|alert\s*\(|prompt\s*\()/,
  python:
    /(?<![\w.])(?:print|input|open|exec|eval|__import__|globals|exit|quit)\s*\(|^\s*(?:import|from)\s+(?:os|sys|random|time|subprocess|socket|datetime|threading|io|pathlib|requests|ctypes)\b/,
  java: /\bSystem\s*\.\s*(?:out|err|in|exit|nanoTime|currentTimeMillis|getenv)\b|\bMath\s*\.\s*random|\bnew (?:Random|Scanner|Thread|File)\b|\b(?:Runtime|ProcessBuilder)\b|^\s*import\s+java\.(?:io|net|nio|lang\.reflect)\b/,
};

/** A solution computes from its arguments alone: it prints nothing, and runs the same each time. */
export const solutionsPure: Criterion<Problem> = {
  id: 'solutions-pure',
  title: 'Solutions compute from their arguments alone',
  weight: 2,
  explanation: 'Printing is not returning, and a run that differs each time cannot be followed.',
  fixHint: 'Return the result; take out printing, reading, chance, time and files.',
  check(artefact) {
    const lines = codeLinesOf(artefact);
    if (lines.length === 0) return nothingToCheck('code');
    return lines.flatMap(({ path, value, language }) => {
      const [found] = reaching[language].exec(withoutTexts(value.slice(0, 400))) ?? [];
      if (found === undefined) return [];
      const message = `The ${language} code reaches out of its function.`;
      return [{ path, message, found: show(found.trim()) }];
    });
  },
};

/** The line without its comment and without what stands in quotes. */
function withoutTexts(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').replace(/(?:\/\/|#).*$/, '');
}
