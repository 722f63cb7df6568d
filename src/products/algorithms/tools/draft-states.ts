import { type Node, parseTree } from 'jsonc-parser';
import type { Json } from '../../../engine/json.ts';
import {
  findAt,
  indentAt,
  inserted,
  memberText,
  replaced,
} from '../../../tools/json-patch/json-text.ts';
import { asObject, type JsonObject } from '../criteria/json-value.ts';

/** The states of some test cases, by the number of the case. */
export type StatesByCase = ReadonlyMap<number, readonly Json[]>;

/** The order in which a lesson's state has its fields. */
const fields = [
  'step',
  'codeLineId',
  'phase',
  'description',
  'variables',
  'dataStructureState',
  'pointers',
  'annotation',
  'calculation',
];

/** A state with its fields in the order of the format; what is no field of it comes last. */
export function orderedState(state: JsonObject): JsonObject {
  const known = fields.flatMap((field): [string, Json][] => {
    const value = Object.hasOwn(state, field) ? state[field] : undefined;
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries([...known, ...Object.entries(state)]);
}

/**
 * The text of a lesson with other states in these test cases, each in a row of its own; nothing else in it
 * differs. A number without a test case changes nothing. The text is JSON, and not too deep.
 */
export function withStates(text: string, states: StatesByCase): string {
  const root = parseTree(text, [], { disallowComments: true });
  if (!root) return text;
  const places = [...states].flatMap(([at, rows]) => {
    const testCase = findAt(root, ['testCases', String(at)]);
    if (testCase.type !== 'found' || testCase.node.type !== 'object') return [];
    return [
      { within: testCase.node, there: findAt(root, ['testCases', String(at), 'states']), rows },
    ];
  });
  // From the last to the first: what stands before a change stays where it was parsed.
  places.sort((a, b) => b.within.offset - a.within.offset);
  return places.reduce((written, { within, there, rows }) => {
    if (there.type !== 'found') return withNewStates(written, within, rows);
    return replaced(written, there.node, rowsText(rows, indentAt(written, there.node.offset)));
  }, text);
}

function withNewStates(text: string, within: Node, rows: readonly Json[]): string {
  const indent = indentAt(text, within.children?.[0]?.offset ?? within.offset);
  const child = memberText(text, within, { key: 'states', value: rowsText(rows, indent) });
  return inserted(text, within, { index: within.children?.length ?? 0, child });
}

function rowsText(rows: readonly Json[], indent: string): string {
  if (rows.length === 0) return '[]';
  const texts = rows.map((row) => `${indent}  ${JSON.stringify(asObject(row) ?? row)}`);
  return `[\n${texts.join(',\n')}\n${indent}]`;
}
