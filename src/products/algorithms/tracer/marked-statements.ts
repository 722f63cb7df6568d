import type { AnyNode, Program } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { InstrumentError } from './instrument-error.ts';
import { isFunction } from './visible-names.ts';

/** A statement whose line is marked, with the nodes around it from the program inwards. */
export interface MarkedStatement {
  lineId: string;
  node: AnyNode;
  nesting: AnyNode[];
}

/** The one statement that starts on each marked line; lines count from 1, in their order. */
export function markedStatements(
  program: Program,
  lineIds: ReadonlyMap<number, string>,
): MarkedStatement[] {
  const byLine = statementsByLine(program);
  const lines = [...lineIds].sort(([a], [b]) => a - b);
  return lines.map(([line, lineId]) => {
    const [only, ...others] = outermost(byLine.get(line) ?? []);
    if (!only || others.length > 0) {
      const found = only ? others.length + 1 : 'no';
      throw new InstrumentError(
        `line ${line} is marked "${lineId}" and must hold the start of exactly one statement, ` +
          `but ${found} start there: give each statement its own line`,
      );
    }
    return { lineId, node: only.node, nesting: only.nesting };
  });
}

type Nested = Omit<MarkedStatement, 'lineId'>;

function statementsByLine(program: Program): Map<number, Nested[]> {
  const byLine = new Map<number, Nested[]>();
  fullAncestor(program, (node, _state, ancestors) => {
    const line = node.loc?.start.line;
    const nesting = ancestors.slice(0, -1);
    if (line === undefined || !isStatement(node, nesting.at(-1))) return;
    byLine.set(line, [...(byLine.get(line) ?? []), { node, nesting }]);
  });
  return byLine;
}

function isStatement(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (node.type === 'VariableDeclaration') return !isLoopHead(node, parent);
  if (node.type === 'FunctionDeclaration') return true;
  // A label belongs to the loop that it names.
  if (node.type === 'BlockStatement' || node.type === 'LabeledStatement') return false;
  return node.type.endsWith('Statement');
}

function isLoopHead(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'ForStatement') return parent.init === node;
  return (
    (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.left === node
  );
}

/** Without the statements of a callback that stands inside another statement of the same line. */
function outermost(candidates: Nested[]): Nested[] {
  return candidates.filter(
    ({ nesting }) => !candidates.some(({ node }) => hasCallbackBetween(nesting, node)),
  );
}

function hasCallbackBetween(nesting: AnyNode[], outer: AnyNode): boolean {
  const depth = nesting.indexOf(outer);
  return depth >= 0 && nesting.slice(depth).some(isFunction);
}
