import type { Issue } from '../../../engine/cards/criterion.ts';
import type { Code } from './code-size.ts';
import { cut, show } from './json-value.ts';

/** A place where code stops being a program of its language. */
export interface SyntaxFault {
  /** Counted from 1 over the whole source. */
  line: number;
  /** What is wrong there, without a full stop. */
  what: string;
  /** What it is that the line does not do; `parse` when it is not given. */
  verb?: 'compile';
}

/** The fault as an issue about the element of `lines` that holds it; an element may hold several lines. */
export function syntaxIssue(fault: SyntaxFault, { lines, path }: Code): Issue {
  const { line, what, verb = 'parse' } = fault;
  const index = elementOf(lines, line);
  const text = lines.join('\n').split('\n')[line - 1] ?? '';
  return {
    path: `${path}[${index}].code`,
    message: `Line ${line} does not ${verb}: ${cut(what)}.`,
    found: show(text),
    fix: 'Correct this line, or the one before it; the lines are joined as they are.',
  };
}

function elementOf(lines: string[], line: number): number {
  let before = 0;
  const index = lines.findIndex((text) => {
    before += text.split('\n').length;
    return before >= line;
  });
  return index < 0 ? lines.length - 1 : index;
}
