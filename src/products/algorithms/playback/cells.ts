import type { Json } from '../../../engine/json.ts';
import type { CellMark, CellsPanel } from '../../../engine/playback.ts';
import { member } from '../criteria/json-value.ts';
import { textOf } from './lenient.ts';
import { membersOf, valueText } from './value-text.ts';

const maxRows = 100;
const maxColumns = 200;
const maxCells = 4_000;
const maxMarks = 50;

/** How a structure is laid out: its cells, and the cell that an index or a [row, column] means. */
interface Grid {
  rows: string[][];
  /** By default an index counts columns of the first row. */
  placeOf?(index: number): { row: number; column: number } | undefined;
  rowLabels?: string[];
  columnLabels?: string[];
  marks?: CellMark[];
  /** Whether something was left out. */
  isCut: boolean;
}

/** The structure of a state as cells, its pointers as marks; undefined when the state has none. */
export function cellsPanel(state: Json | undefined): CellsPanel | undefined {
  const structure = member(state, 'dataStructureState');
  const value = member(structure, 'value');
  if (value === undefined) return undefined;
  const kind = textOf(structure, 'kind');
  const { rows, rowLabels, columnLabels, isCut, ...grid } = gridOf(kind, value);
  const marks = [...pointerMarks(state, { rows, ...grid }), ...(grid.marks ?? [])];
  return {
    type: 'cells',
    title: [textOf(structure, 'name'), kind].filter((word) => word !== '').join(', '),
    rows,
    marks: marks.slice(0, maxMarks),
    ...(rowLabels ? { rowLabels } : {}),
    ...(columnLabels ? { columnLabels } : {}),
    ...(isCut ? { more: 'it is larger than what is shown' } : {}),
  };
}

function gridOf(kind: string, value: Json): Grid {
  switch (kind) {
    case 'tree':
      return Array.isArray(value) ? treeGrid(value) : valueGrid(value);
    case 'graph':
      return graphGrid(value);
    case 'stack':
    case 'queue':
      return Array.isArray(value) ? lineGrid(value, kind) : valueGrid(value);
    default:
      return valueGrid(value);
  }
}

/** Laid out by what it is, whatever it is called. */
function valueGrid(value: Json): Grid {
  if (typeof value === 'string' && value !== '')
    return listGrid([...value.slice(0, maxColumns + 1)]);
  if (Array.isArray(value)) return value.some(Array.isArray) ? matrixGrid(value) : listGrid(value);
  if (typeof value === 'object' && value !== null) return mapGrid(value);
  return { rows: [[valueText(value)]], isCut: false };
}

function listGrid(items: readonly Json[]): Grid {
  const shown = items.slice(0, maxColumns);
  return {
    rows: [shown.map(cellText)],
    columnLabels: shown.map((_, at) => String(at)),
    isCut: items.length > shown.length,
  };
}

/** A stack grows at its end, a queue is served at its beginning. */
function lineGrid(items: readonly Json[], kind: 'stack' | 'queue'): Grid {
  const grid = listGrid(items);
  if (items.length === 0 || (kind === 'stack' && grid.isCut)) return grid;
  const end: CellMark =
    kind === 'stack'
      ? { row: 0, column: items.length - 1, label: 'top' }
      : { row: 0, column: 0, label: 'front' };
  return { ...grid, marks: [end] };
}

function matrixGrid(value: readonly Json[]): Grid {
  const rows: string[][] = [];
  let left = maxCells;
  for (const row of value.slice(0, maxRows)) {
    if (left <= 0) break;
    const cells = Array.isArray(row) ? row.slice(0, Math.min(left, maxColumns)) : [row];
    rows.push(cells.map(cellText));
    left -= cells.length;
  }
  const wanted = value.slice(0, rows.length).map((row) => (Array.isArray(row) ? row.length : 1));
  const width = Math.max(0, ...rows.map((row) => row.length));
  return {
    rows,
    rowLabels: rows.map((_, at) => String(at)),
    columnLabels: Array.from({ length: width }, (_, at) => String(at)),
    placeOf: (index) => ({ row: index, column: 0 }),
    isCut: rows.length < value.length || wanted.some((size, at) => size > (rows[at]?.length ?? 0)),
  };
}

function mapGrid(value: Json): Grid {
  return keyedGrid(membersOf(value, maxRows + 1).map(([key, item]) => [key, [valueText(item)]]));
}

/** A row for each node: the node, then those it leads to. */
function graphGrid(value: Json): Grid {
  const nodes: [string, Json][] = Array.isArray(value)
    ? value.slice(0, maxRows + 1).map((item, at) => [String(at), item])
    : membersOf(value, maxRows + 1);
  if (nodes.length === 0) return valueGrid(value);
  return keyedGrid(nodes.map(([key, item]) => [key, neighbours(item)]));
}

function neighbours(item: Json): string[] {
  if (Array.isArray(item)) return item.slice(0, maxRows).map(cellText);
  if (typeof item !== 'object' || item === null) return [cellText(item)];
  return membersOf(item, maxRows).map(
    ([key, weight]) => `${key.slice(0, 40)}: ${valueText(weight)}`,
  );
}

/** An index means the row of that key. */
function keyedGrid(all: readonly [string, string[]][]): Grid {
  const shown = all.slice(0, maxRows);
  const rowOf = new Map(shown.map(([key], at) => [key, at]));
  return {
    rows: shown.map(([key, cells]) => [key.slice(0, maxColumns), ...cells]),
    placeOf: (index) => {
      const row = rowOf.get(String(index));
      return row === undefined ? undefined : { row, column: 0 };
    },
    isCut: all.length > shown.length,
  };
}

/** Level by level: the children of the node at `i` stand at `2 * i + 1` and `2 * i + 2`. */
function treeGrid(value: readonly Json[]): Grid {
  const shown = value.slice(0, maxCells);
  const rows: string[][] = [];
  for (let from = 0; from < shown.length; from = 2 * from + 1) {
    rows.push(shown.slice(from, 2 * from + 1).map((item) => (item === null ? '' : cellText(item))));
  }
  return {
    rows,
    placeOf: (index) => {
      const row = Math.floor(Math.log2(index + 1));
      return { row, column: index + 1 - 2 ** row };
    },
    isCut: value.length > shown.length,
  };
}

/** Texts in a cell go without quotation marks, but for an empty one. */
function cellText(item: Json): string {
  return typeof item === 'string' && item !== '' ? item.slice(0, 200) : valueText(item);
}

function pointerMarks(state: Json | undefined, grid: Pick<Grid, 'rows' | 'placeOf'>): CellMark[] {
  return membersOf(member(state, 'pointers'), maxMarks).flatMap(([name, pointer]) => {
    const place = Array.isArray(pointer) ? pairOf(pointer) : indexPlace(pointer, grid);
    const isInside = place !== undefined && grid.rows[place.row]?.[place.column] !== undefined;
    return isInside ? [{ ...place, label: name.slice(0, 40) }] : [];
  });
}

function pairOf([row, column]: readonly Json[]) {
  return typeof row === 'number' && typeof column === 'number' ? { row, column } : undefined;
}

function indexPlace(pointer: Json, { placeOf }: Pick<Grid, 'placeOf'>) {
  if (typeof pointer !== 'number' || pointer < 0) return undefined;
  return placeOf ? placeOf(pointer) : { row: 0, column: pointer };
}
