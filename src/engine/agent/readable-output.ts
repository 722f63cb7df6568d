import { type JSONPath, visit } from 'jsonc-parser';
import { isTooDeep } from '../../models/bounded-json.ts';
import { MAX_JSON_DEPTH } from '../../models/reply-limits.ts';
import type { Issue } from '../cards/criterion.ts';
import type { Json } from '../json.ts';
import { errorMessage } from '../user-error.ts';

/** Characters of an output that are looked at: as much as an agent can write, a bound for all that follows. */
export const MAX_OUTPUT_CHARS = 2_000_000;

/** Faults of one text that are listed. */
const mostIssues = 20;

export type ReadOutput = { type: 'json'; value: Json } | { type: 'unreadable'; issues: Issue[] };

/**
 * The value of an output's text, if whoever reads it later gets the very same one: JSON of bounded
 * size and depth, in which nothing is said twice, lost in decoding, or not exact.
 */
export function readOutput(text: string | undefined): ReadOutput {
  const fault = textFault(text);
  if (fault !== undefined || text === undefined) return unreadable([fault ?? notThere]);
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = `the file is no JSON: ${errorMessage(error)}`;
    return unreadable([{ path: '$', message, fix: 'Correct the JSON there.' }]);
  }
  const issues = ambiguities(text);
  return issues.length > 0 ? unreadable(issues) : { type: 'json', value };
}

const notThere: Issue = whole('the file is not there', 'Write the whole output first.');

function unreadable(issues: Issue[]): ReadOutput {
  return { type: 'unreadable', issues };
}

function whole(message: string, fix: string): Issue {
  return { path: '$', message, fix };
}

/** What is wrong with the text before anything parses it. */
function textFault(text: string | undefined): Issue | undefined {
  if (text === undefined) return notThere;
  if (text.length > MAX_OUTPUT_CHARS) {
    const message = `the file has ${text.length} characters, more than ${MAX_OUTPUT_CHARS}`;
    return whole(message, 'Write the output alone, once.');
  }
  if (text.trim() === '') return whole('the file is empty', 'Write the whole output first.');
  if (text.startsWith('\uFEFF')) {
    return whole('the file begins with a byte order mark', 'Begin with the brace.');
  }
  const broken = text.search(/\uFFFD/);
  if (broken >= 0 || !text.isWellFormed()) {
    const line = broken < 0 ? '' : `, in line ${text.slice(0, broken).split('\n').length}`;
    return whole(`the file is not valid UTF-8${line}`, 'Write the broken characters anew.');
  }
  if (isTooDeep(text)) {
    return whole(`the file nests deeper than ${MAX_JSON_DEPTH} levels`, 'Nest less.');
  }
  return undefined;
}

/** What JSON.parse takes without a word, and no two readers take alike. The text is valid JSON. */
function ambiguities(text: string): Issue[] {
  const issues: Issue[] = [];
  const open: Set<string>[] = [];
  const tell = (path: JSONPath, message: string, fix: string) => {
    if (issues.length < mostIssues) issues.push({ path: pathText(path), message, fix });
  };
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (key, _offset, _length, _line, _column, parent) => {
      const keys = open.at(-1);
      const fault = keys?.has(key) ? twice : keyFault(key);
      if (fault) tell([...parent(), key], fault.message, fault.fix);
      keys?.add(key);
    },
    onLiteralValue: (value: unknown, offset, length, _line, _column, path) => {
      const fault = literalFault(value, text.slice(offset, offset + Math.min(length, 40)));
      if (fault) tell(path(), fault.message, fault.fix);
    },
  });
  return issues;
}

interface Fault {
  message: string;
  fix: string;
}

const twice: Fault = { message: 'this key stands here twice', fix: 'Keep one of the two.' };
const lone: Fault = {
  message: 'this text holds half of a character (a lone surrogate)',
  fix: 'Write the whole character, or its two halves.',
};

function keyFault(key: string): Fault | undefined {
  if (key === '__proto__') {
    return { message: 'the key __proto__ is lost by many readers', fix: 'Use another name.' };
  }
  return key.isWellFormed() ? undefined : lone;
}

function literalFault(value: unknown, literal: string): Fault | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : lone;
  if (typeof value !== 'number') return undefined;
  const isInteger = /^-?\d+$/.test(literal);
  if (Number.isFinite(value) && (!isInteger || Number.isSafeInteger(value))) return undefined;
  return {
    message: `the number ${literal} is beyond 2^53, where numbers are not exact`,
    fix: 'Use smaller numbers, or write it as text.',
  };
}

function pathText(path: JSONPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = key.toWellFormed().slice(0, 60);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');
}
