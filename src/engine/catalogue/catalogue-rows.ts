import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { parseBounded } from '../../models/bounded-json.ts';
import { UserError } from '../user-error.ts';
import { parseLocated } from './located-json.ts';

/** One entry of a catalogue file, not yet checked, and the line it begins on. */
export interface Row {
  line: number;
  value: unknown;
}

/** Splits a catalogue into rows by the file's ending. Rows that are no JSON are added to `faults`. */
export function readRows(file: string, text: string, faults: string[]): Row[] {
  if (isJsonLines(file)) return jsonLines(file, text, faults);
  switch (extname(file).toLowerCase()) {
    case '.json':
      return jsonArray(file, text);
    case '.csv':
      return csv(file, text);
    default:
      throw new UserError(`${file}: expected a catalogue that ends in .jsonl, .json or .csv.`);
  }
}

/** Whether a catalogue has its rows in lines. */
export function isJsonLines(file: string): boolean {
  return ['.jsonl', '.ndjson'].includes(extname(file).toLowerCase());
}

/** The rows of JSON Lines that a seal vouches for: they fit `Item`, or nobody had sealed them. */
export function sealedRows<Item>(text: string): Item[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : JSON.parse(line)));
}

function jsonLines(file: string, text: string, faults: string[]): Row[] {
  return text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const parsed = parseBounded(raw);
    if (parsed.type === 'value') return [{ line: index + 1, value: parsed.value }];
    faults.push(
      `${file}:${index + 1}: expected one JSON object on the line; found ${raw.slice(0, 60)}`,
    );
    return [];
  });
}

function jsonArray(file: string, text: string): Row[] {
  const located = parseLocated(file, text);
  if (!Array.isArray(located.value)) {
    throw new UserError(
      `${file}:1: expected a JSON array of items, found ${typeof located.value}.`,
    );
  }
  return located.value.map((value, index) => ({ line: located.lineOf([index]), value }));
}

function csv(file: string, text: string): Row[] {
  try {
    const records: { record: Record<string, string>; raw: string; info: { lines: number } }[] =
      parse(text, {
        columns: true,
        info: true,
        raw: true,
        skip_empty_lines: true,
        trim: true,
      });
    return records.map(({ record, raw, info }) => ({
      line: info.lines - (raw.trim().split('\n').length - 1),
      value: fromCells(record),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(
      `${file}:${error.lines ?? 1}: expected CSV with a header row: ${error.message}`,
    );
  }
}

/** Cells that hold JSON arrays or objects are taken as such; `a.b` columns nest; empty cells are absent. */
function fromCells(record: Record<string, string>): Record<string, unknown> {
  const value: Record<string, unknown> = Object.create(null);
  for (const [column, cell] of Object.entries(record)) {
    if (cell === '') continue;
    const [outer = column, inner] = column.split('.', 2);
    if (inner === undefined) value[outer] = cellValue(cell);
    else value[outer] = { ...(value[outer] ?? {}), [inner]: cellValue(cell) };
  }
  return { ...value };
}

function cellValue(cell: string): unknown {
  if (!/^[[{]/.test(cell)) return cell;
  const parsed = parseBounded(cell);
  return parsed.type === 'value' ? parsed.value : cell;
}
