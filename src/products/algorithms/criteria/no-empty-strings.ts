import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject } from './json-value.ts';
import { jsonPath } from './schema-issues.ts';

/** Data of a run, where an empty string is a value like any other, and lines of code, which may be blank. */
const dataKeys = new Set(['args', 'expected', 'variables', 'value', 'pointers', 'code']);
/** The format goes nine levels down; what lies deeper is not text of a lesson. */
const deepest = 12;

interface Node {
  value: Json;
  key: string | number;
  parent: Node | undefined;
  depth: number;
}

/** No text is empty or blank, data and code aside. */
export const noEmptyStrings: Criterion<Problem> = {
  id: 'no-empty-strings',
  title: 'No text is empty',
  weight: 2,
  explanation: 'An empty text leaves a hole on the screen.',
  fixHint: 'Write what belongs there.',
  check(artefact) {
    if (asObject(artefact) === undefined) return nothingToCheck('lesson');
    return blankTexts(artefact).map((keys) => ({
      path: jsonPath('$', keys),
      message: 'This text is empty.',
      expected: 'words',
      found: '""',
      fix: 'Write what belongs here.',
    }));
  },
};

function blankTexts(artefact: Json): (string | number)[][] {
  const found: (string | number)[][] = [];
  const waiting: Node[] = [{ value: artefact, key: '$', parent: undefined, depth: 0 }];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node.value === 'string' && !/\S/.test(node.value)) found.push(keysTo(node));
    if (node.depth < deepest) for (const child of children(node).reverse()) waiting.push(child);
  }
  return found;
}

function children(parent: Node): Node[] {
  const { value, depth } = parent;
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.map((child, key) => ({ value: child, key, parent, depth: depth + 1 }));
  }
  return Object.entries(value)
    .filter(([key]) => !dataKeys.has(key))
    .map(([key, child]) => ({ value: child, key, parent, depth: depth + 1 }));
}

/** The keys from the top, without the top itself. */
function keysTo(node: Node): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Node | undefined = node; at?.parent; at = at.parent) keys.unshift(at.key);
  return keys;
}
