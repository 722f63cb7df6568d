import type { AnyNode } from 'acorn';
import { type Insertion, wrap } from './insertions.ts';
import { InstrumentError } from './instrument-error.ts';
import type { MarkedStatement } from './marked-statements.ts';
import { hookName, type TraceEvent } from './trace-hook.ts';
import { isFunction, visibleNames } from './visible-names.ts';

/** What makes one marked statement report its states; `entry` is the function that a run calls. */
export function insertionsFor(marked: MarkedStatement, entry: AnyNode): Insertion[] {
  const { node } = marked;
  const inside = [...marked.nesting, node];
  switch (node.type) {
    case 'VariableDeclaration':
    case 'ExpressionStatement':
      return afterStatement(marked);
    case 'ReturnStatement':
      return beforeReturn(marked, entry);
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ThrowStatement':
      return wrap(node, `{${call(marked, 'step', marked.nesting)};`, '}');
    case 'IfStatement':
      return aroundValue(marked, 'step', node.test);
    case 'SwitchStatement':
      return aroundValue(marked, 'step', node.discriminant);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return aroundValue(marked, 'when-true', node.test);
    case 'ForStatement':
      if (!node.test) return atTopOf(node.body, call(marked, 'step', inside));
      return aroundValue({ ...marked, nesting: inside }, 'when-true', node.test);
    case 'ForOfStatement':
    case 'ForInStatement':
      return atTopOf(node.body, call(marked, 'step', inside));
    case 'FunctionDeclaration':
      return atTopOf(node.body, call(marked, 'step', inside));
    default:
      throw new InstrumentError(
        `line ${node.loc?.start.line} is marked "${marked.lineId}", ` +
          `but a ${node.type} has no step of its own: mark a line inside it`,
      );
  }
}

function afterStatement(marked: MarkedStatement): Insertion[] {
  const { node, nesting } = marked;
  const after = `;${call(marked, 'step', nesting)};`;
  // The body of an `if` or a loop without braces would lose its second statement.
  return takesManyStatements(nesting.at(-1)) ? wrap(node, '', after) : wrap(node, '{', `${after}}`);
}

function takesManyStatements(parent: AnyNode | undefined): boolean {
  return (
    parent?.type === 'Program' || parent?.type === 'BlockStatement' || parent?.type === 'SwitchCase'
  );
}

function beforeReturn(marked: MarkedStatement, entry: AnyNode): Insertion[] {
  const { node, nesting } = marked;
  if (node.type !== 'ReturnStatement') return [];
  const event = nesting.findLast(isFunction) === entry ? 'return' : 'inner-return';
  if (node.argument) return aroundValue(marked, event, node.argument);
  const text = ` ${call(marked, event, nesting)}`;
  return [{ at: node.start + 'return'.length, text, side: 'open' }];
}

function aroundValue(
  marked: MarkedStatement,
  event: TraceEvent,
  value: { start: number; end: number },
): Insertion[] {
  return wrap(value, `${call(marked, event, marked.nesting).slice(0, -1)}, (`, '))');
}

function atTopOf(body: AnyNode, text: string): Insertion[] {
  if (body.type !== 'BlockStatement') return wrap(body, `{${text};`, '}');
  return [{ at: body.start + 1, text: `${text};`, side: 'open' }];
}

function call({ lineId, node }: MarkedStatement, event: TraceEvent, nesting: AnyNode[]): string {
  if (!nesting.some(isFunction)) {
    throw new InstrumentError(
      `line ${node.loc?.start.line} is marked "${lineId}" but stands outside of every function`,
    );
  }
  const scope = visibleNames(nesting).map((name) => `[${JSON.stringify(name)}]: () => ${name}`);
  return `${hookName}("${event}", ${JSON.stringify(lineId)}, {${scope.join(', ')}})`;
}
