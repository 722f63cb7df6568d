import { structuredPatch } from 'diff';
import { changedBytes } from '../../engine/agent/changed-bytes.ts';
import { copied } from './excerpt.ts';

/** A line of a diff. */
export interface ChangedLine {
  type: 'same' | 'removed' | 'added';
  text: string;
}

/** A place where two texts differ, with three lines around it. Lines count from 1. */
export interface Hunk {
  beforeLine: number;
  afterLine: number;
  lines: ChangedLine[];
}

/** How one text became another. */
export interface LineChanges {
  hunks: Hunk[];
  addedLines: number;
  removedLines: number;
  beforeBytes: number;
  afterBytes: number;
  /** Taken out and put in, as the journal counts them. */
  changedBytes: number;
  /** Says what is not in `hunks`, when something is not. */
  cut: string | undefined;
}

const contextLines = 3;
/** Beyond so many changed lines a diff says no more than "rewritten", and takes its time to say it. */
const maxEdits = 1_500;
const maxShownLines = 2_000;
const maxLineLength = 500;

/** The changes from one text to another, line by line; huge ones are counted, not listed whole. */
export function lineChanges(before: string, after: string): LineChanges {
  const sizes = {
    beforeBytes: Buffer.byteLength(before),
    afterBytes: Buffer.byteLength(after),
    changedBytes: changedBytes(before, after),
  };
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: contextLines,
    maxEditLength: maxEdits,
  });
  if (!patch) return { ...rewritten(before, after), ...sizes };
  const hunks = patch.hunks.map(({ oldStart, newStart, lines }) => ({
    beforeLine: oldStart,
    afterLine: newStart,
    lines: lines.flatMap(changedLine),
  }));
  const all = hunks.flatMap(({ lines }) => lines);
  const shown = capped(hunks);
  return {
    hunks: shown,
    addedLines: all.filter(({ type }) => type === 'added').length,
    removedLines: all.filter(({ type }) => type === 'removed').length,
    ...sizes,
    cut: shown.length < hunks.length ? `${hunks.length - shown.length} more places` : undefined,
  };
}

function rewritten(before: string, after: string) {
  return {
    hunks: [],
    addedLines: linesIn(after),
    removedLines: linesIn(before),
    cut: `more than ${maxEdits} lines differ: rewritten`,
  };
}

function linesIn(text: string): number {
  const breaks = text.split('\n').length;
  return text === '' || text.endsWith('\n') ? breaks - 1 : breaks;
}

/** The library marks a line by its first character; `\` says that the file has no last line break. */
function changedLine(line: string): ChangedLine[] {
  const type = typeOfMark[line[0] ?? ''];
  if (type === undefined) return [];
  const isLong = line.length > maxLineLength;
  const text = copied(line.slice(1, 1 + maxLineLength));
  return [{ type, text: isLong ? `${text}…` : text }];
}

const typeOfMark: Record<string, ChangedLine['type']> = {
  ' ': 'same',
  '-': 'removed',
  '+': 'added',
};

function capped(hunks: Hunk[]): Hunk[] {
  const shown: Hunk[] = [];
  let left = maxShownLines;
  for (const hunk of hunks) {
    if (left <= 0) break;
    shown.push({ ...hunk, lines: hunk.lines.slice(0, left) });
    left -= hunk.lines.length;
  }
  return shown;
}
