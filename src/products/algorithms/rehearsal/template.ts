import { runInThisContext } from 'node:vm';
import { type Expression, parseExpressionAt } from 'acorn';
import type { Json } from '../../../engine/json.ts';
import { snapshot } from '../tracer/snapshot.ts';

type Evaluate = (variables: Record<string, Json>) => unknown;

/** Texts and expressions of a template, in turn. */
type Part =
  | { type: 'text'; text: string }
  | { type: 'expression'; text: string; evaluate: Evaluate };

/** Renders a template over variables; throws an Error that names the template and the expression. */
export type Template = (variables: Record<string, Json>) => string;

/**
 * Compiles a template: `{expression}` is JavaScript over the variables, printed as it is when a
 * string, else as compact JSON. `{}` stands for itself. The text must not come out empty.
 */
export function compileTemplate(template: string): Template {
  const parts = partsOf(template);
  return (variables) => {
    const text = parts.map((part) => print(part, template, variables)).join('');
    if (text.trim() === '') throw new Error(`the template "${template}" comes out empty`);
    return text;
  };
}

function print(part: Part, template: string, variables: Record<string, Json>): string {
  if (part.type === 'text') return part.text;
  const value = attempt(part, template, variables);
  if (typeof value === 'string') return value;
  if (value === undefined) throw new Error(`{${part.text}} in "${template}" gives undefined`);
  return JSON.stringify(value);
}

function attempt(
  part: Extract<Part, { type: 'expression' }>,
  template: string,
  variables: Record<string, Json>,
): Json | undefined {
  try {
    return snapshot(part.evaluate(variables));
  } catch (error) {
    throw new Error(`{${part.text}} in "${template}" fails: ${String(error)}`, { cause: error });
  }
}

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
    if (template[open + 1] === '}') {
      parts.push({ type: 'text', text: template.slice(from, open + 2) });
      from = open + 2;
      continue;
    }
    const { start, end } = parseAt(template, open + 1);
    const close = template.slice(end).search(/\S/) + end;
    const text = template.slice(start, end);
    parts.push({ type: 'text', text: template.slice(from, open) });
    parts.push({ type: 'expression', text, evaluate: compileExpression(text) });
    from = close + 1;
  }
  return [...parts, { type: 'text', text: template.slice(from) }];
}

function parseAt(template: string, offset: number): Expression {
  const hint = `in "${template}" at ${offset}: write {expression}, or {'{'} for a plain brace`;
  // With its parentheses, so that the expression ends where the brace should be.
  const options = { ecmaVersion: 'latest', preserveParens: true } as const;
  try {
    const expression = parseExpressionAt(template, offset, options);
    const isClosed = /^\s*\}/.test(template.slice(expression.end));
    if (isClosed && expression.type !== 'SequenceExpression') return expression;
  } catch (error) {
    throw new Error(`no expression ${hint}`, { cause: error });
  }
  throw new Error(`expected one expression and its closing brace ${hint}`);
}

function compileExpression(text: string): Evaluate {
  const source = `(function (variables) { with (variables) { return (${text}); } })`;
  const evaluate = runInThisContext(source) as Evaluate;
  // Without a prototype, so that names such as `constructor` are not found in the variables.
  return (variables) => evaluate(Object.assign(Object.create(null), variables));
}
