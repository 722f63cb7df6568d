import type { AnyNode, BlockStatement, Program } from 'acorn';
import { InstrumentError } from './instrument-error.ts';
import { isFunction } from './visible-names.ts';

/** The function that a run calls, and its body. */
export interface EntryFunction {
  node: AnyNode;
  body: BlockStatement;
}

/** The top-level function, or constant that holds one, with this name. */
export function findEntry(program: Program, name: string): EntryFunction {
  for (const statement of program.body) {
    const node = functionNamed(statement, name);
    if (node && isFunction(node) && node.body.type === 'BlockStatement') {
      return { node, body: node.body };
    }
  }
  throw new InstrumentError(`expected a top-level function "${name}" with a body in braces`);
}

function functionNamed(statement: AnyNode, name: string): AnyNode | undefined {
  if (statement.type === 'FunctionDeclaration') {
    return statement.id?.name === name ? statement : undefined;
  }
  if (statement.type !== 'VariableDeclaration') return undefined;
  const found = statement.declarations.find(
    ({ id }) => id.type === 'Identifier' && id.name === name,
  );
  return found?.init ?? undefined;
}
