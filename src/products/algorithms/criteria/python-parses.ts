import type { Node } from 'web-tree-sitter';
import { lineOf } from './grammar.ts';
import { grammarCriterion } from './grammar-criterion.ts';
import type { SyntaxFault } from './syntax-issue.ts';

/** The Python lines make up a program of Python 3. */
export const pythonParses = grammarCriterion({
  language: 'python',
  title: 'The Python parses',
  rule: {
    types: ['print_statement', 'exec_statement', 'block', 'module'],
    fault: pythonFault,
  },
});

/** What the grammar accepts and Python 3 does not: old statements, empty blocks, ragged indentation. */
function pythonFault(node: Node): SyntaxFault | undefined {
  if (node.type === 'print_statement' || node.type === 'exec_statement') {
    return { line: lineOf(node), what: 'a statement of Python 2; call it as a function' };
  }
  const statements = node.namedChildren.filter((child) => child.type !== 'comment');
  if (statements.length === 0 && node.type === 'block') {
    return { line: lineOf(node), what: 'an indented block is expected' };
  }
  const ragged = firstRagged(statements);
  return ragged && { line: lineOf(ragged), what: 'its block is not indented evenly' };
}

function firstRagged(statements: Node[]): Node | undefined {
  const column = statements[0]?.startPosition.column;
  let lastRow = statements[0]?.startPosition.row;
  return statements.find(({ startPosition }) => {
    // Statements after a semicolon share a line, and have no indentation of their own.
    const ownLine = startPosition.row !== lastRow;
    lastRow = startPosition.row;
    return ownLine && startPosition.column !== column;
  });
}
