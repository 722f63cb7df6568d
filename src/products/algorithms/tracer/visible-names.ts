import type { AnyNode, Function as FunctionNode, Pattern, VariableDeclaration } from 'acorn';
import { base, recursive } from 'acorn-walk';

/**
 * Names of the variables in scope inside the innermost of these nested nodes, outermost first;
 * without names of the whole program, functions and classes.
 */
export function visibleNames(nesting: AnyNode[]): string[] {
  return [...new Set(nesting.flatMap(namesDeclaredBy))];
}

/** Whether a node opens the scope of a function. */
export function isFunction(node: AnyNode): node is FunctionNode & AnyNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

function namesDeclaredBy(node: AnyNode): string[] {
  if (isFunction(node)) return [...node.params.flatMap(patternNames), ...hoistedNames(node.body)];
  switch (node.type) {
    case 'BlockStatement':
      return node.body.flatMap(lexicalNames);
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(lexicalNames));
    case 'ForStatement':
      return node.init ? lexicalNames(node.init) : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return lexicalNames(node.left);
    case 'CatchClause':
      return node.param ? patternNames(node.param) : [];
    default:
      return [];
  }
}

function lexicalNames(node: AnyNode): string[] {
  return node.type === 'VariableDeclaration' && node.kind !== 'var' ? declaredNames(node) : [];
}

function declaredNames(node: VariableDeclaration): string[] {
  return node.declarations.flatMap(({ id }) => patternNames(id));
}

/** `var` belongs to its whole function, wherever it stands; inner functions keep theirs. */
function hoistedNames(body: AnyNode): string[] {
  const names: string[] = [];
  const visitDeclaration = base.VariableDeclaration;
  recursive(body, null, {
    VariableDeclaration(node, state, visit) {
      if (node.kind === 'var') names.push(...declaredNames(node));
      visitDeclaration?.(node, state, visit);
    },
    Function() {},
  });
  return names;
}

function patternNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'RestElement' ? property : property.value),
      );
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    case 'MemberExpression':
      return [];
  }
}
