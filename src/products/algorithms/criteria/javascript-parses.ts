import { parse } from 'acorn';
import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { parserEngine } from '../parser-engine.ts';
import { readableSource } from './code-size.ts';
import { type SyntaxFault, syntaxIssue } from './syntax-issue.ts';

/** The JavaScript lines make up a program, as a script or as a module. */
export const javascriptParses: Criterion<Problem> = {
  id: 'javascript-parses',
  title: 'The JavaScript parses',
  weight: 3,
  explanation: 'Code that does not parse cannot be run, nor learnt from.',
  fixHint: 'Correct the line that is named, or the one before it.',
  engine: async () => parserEngine('acorn', 'acorn'),
  check(artefact) {
    const readable = readableSource(artefact, 'javascript');
    if (readable.type === 'outcome') return readable.outcome;
    const fault = javascriptFault(readable.source);
    return fault === undefined ? [] : [syntaxIssue(fault, readable)];
  },
};

/** The first fault of a source that is neither a module nor a script. */
export function javascriptFault(source: string): SyntaxFault | undefined {
  const asModule = faultOf(source, 'module');
  return asModule && faultOf(source, 'script');
}

function faultOf(source: string, sourceType: 'module' | 'script'): SyntaxFault | undefined {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType });
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError)
      return { line: lineOf(error), what: withoutPlace(error.message) };
    // The parser recurses: brackets nested by the thousand exhaust its stack.
    if (error instanceof RangeError) return { line: 1, what: 'it is nested too deeply' };
    throw error;
  }
}

function lineOf(error: SyntaxError): number {
  const place: unknown = Reflect.get(error, 'loc');
  const line: unknown =
    typeof place === 'object' && place !== null ? Reflect.get(place, 'line') : 1;
  return typeof line === 'number' ? line : 1;
}

function withoutPlace(message: string): string {
  return message.replace(/ \(\d+:\d+\)$/, '');
}
