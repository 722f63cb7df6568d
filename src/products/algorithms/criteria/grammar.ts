import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { SyntaxFault } from './syntax-issue.ts';

const { resolve } = createRequire(import.meta.url);

/** A fault that the grammar lets pass, looked for in the nodes of some types. */
export interface Rule {
  types: string[];
  fault(node: Node): SyntaxFault | undefined;
}

/** The first fault of a source, or undefined when it parses. */
export type Grammar = (source: string, rule: Rule) => SyntaxFault | undefined;

/** Loads a grammar of @vscode/tree-sitter-wasm by its language's name; rejects when it cannot. */
export async function loadGrammar(name: string): Promise<Grammar> {
  await Parser.init();
  const file = resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`);
  const parser = new Parser().setLanguage(await Language.load(file));
  return (source, rule) => {
    const tree = parser.parse(source);
    if (tree === null) throw new Error(`the ${name} parser was interrupted`);
    try {
      const root = tree.rootNode;
      return root.hasError ? firstFault(root, rule) : firstBreach(root, rule);
    } finally {
      // The tree lives in the grammar's memory, which is never collected.
      tree.delete();
    }
  };
}

/** The first fault of a source without errors: most nodes need not be looked at. */
function firstBreach(root: Node, { types, fault }: Rule): SyntaxFault | undefined {
  if (types.length === 0) return undefined;
  for (const node of root.descendantsOfType(types)) {
    const found = node && fault(node);
    if (found) return found;
  }
  return undefined;
}

/** Walks in the order of the text, without recursion: trees of broken code can be very deep. */
function firstFault(root: Node, rule: Rule): SyntaxFault | undefined {
  const cursor = root.walk();
  try {
    for (;;) {
      const fault = faultIn(cursor.currentNode, rule);
      if (fault !== undefined) return fault;
      if (cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return undefined;
    }
  } finally {
    cursor.delete();
  }
}

function faultIn(node: Node, rule: Rule): SyntaxFault | undefined {
  if (node.isMissing) return { line: lineOf(node), what: `"${node.type}" is missing` };
  if (!node.isError) return rule.types.includes(node.type) ? rule.fault(node) : undefined;
  const text = node.text.slice(0, 40).split('\n')[0];
  return { line: lineOf(node), what: `unexpected "${text}"` };
}

/** The line that a node begins on, counted from 1. */
export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}
