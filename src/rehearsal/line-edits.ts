import { diffLines, type Hunk } from './line-diff.ts';

/** An exact replacement: `oldText` occurs exactly once in the text that it is applied to. */
export interface Edit {
  oldText: string;
  newText: string;
}

/** Changes with at most this many equal lines between them go into one edit. */
const MERGE_GAP_LINES = 3;

/**
 * Edits that turn `before` into `after` when they are applied in order, each with as much context
 * as makes it unique. They run from the end of the file to its beginning.
 */
export function editsBetween(before: string, after: string): Edit[] {
  let lines = before.split('\n');
  const target = after.split('\n');
  const edits: Edit[] = [];
  for (const hunk of merged(diffLines(lines, target)).reverse()) {
    const { from, to } = uniqueRange(lines, hunk);
    const replacement = [
      ...lines.slice(from, hunk.beforeFrom),
      ...target.slice(hunk.afterFrom, hunk.afterTo),
      ...lines.slice(hunk.beforeTo, to),
    ];
    edits.push({ oldText: lines.slice(from, to).join('\n'), newText: replacement.join('\n') });
    lines = [...lines.slice(0, from), ...replacement, ...lines.slice(to)];
  }
  return edits;
}

/** Applies an edit as the tool does; `undefined` when its old text does not occur exactly once. */
export function applyEdit(text: string, edit: Edit): string | undefined {
  if (occurrences(text, edit.oldText) !== 1) return undefined;
  const at = text.indexOf(edit.oldText);
  return text.slice(0, at) + edit.newText + text.slice(at + edit.oldText.length);
}

function merged(hunks: Hunk[]): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const last = joined.at(-1);
    if (last && hunk.beforeFrom - last.beforeTo <= MERGE_GAP_LINES) {
      last.beforeTo = hunk.beforeTo;
      last.afterTo = hunk.afterTo;
    } else {
      joined.push({ ...hunk });
    }
  }
  return joined;
}

function uniqueRange(lines: readonly string[], hunk: Hunk): { from: number; to: number } {
  const text = lines.join('\n');
  let { beforeFrom: from, beforeTo: to } = hunk;
  // An insertion or a deletion needs a neighbour line, or it would add or leave an empty line.
  if (from === to || hunk.afterFrom === hunk.afterTo) {
    if (from > 0) from -= 1;
    else to += 1;
  }
  while (occurrences(text, lines.slice(from, to).join('\n')) !== 1) {
    if (from === 0 && to >= lines.length) break;
    from = Math.max(0, from - 1);
    to = Math.min(lines.length, to + 1);
  }
  return { from, to };
}

/** 0, 1, or 2 for more; an empty needle counts as many. */
function occurrences(text: string, needle: string): number {
  if (needle === '') return 2;
  const first = text.indexOf(needle);
  if (first === -1) return 0;
  return text.indexOf(needle, first + 1) === -1 ? 1 : 2;
}
