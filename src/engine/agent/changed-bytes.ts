import { diffLines } from 'diff';

/** Beyond so many changed lines nothing is gained by telling those apart from the ones between them. */
const maxEdits = 500;
const maxDiffChars = 400_000;

/**
 * How many bytes of a text a change took out and put in, both counted: of the lines that differ, without
 * what their beginnings and their ends have in common. 0 for the same text. A change that touches more than
 * 500 lines counts from its first to its last byte.
 */
export function changedBytes(before: string, after: string): number {
  const whole = trimmed({ removed: before, added: after });
  if (whole.removed.length + whole.added.length > maxDiffChars) return bytesOf(whole);
  const parts = diffLines(whole.removed, whole.added, { maxEditLength: maxEdits });
  if (!parts) return bytesOf(whole);
  let sum = 0;
  let open: Change = { removed: '', added: '' };
  for (const { value, added, removed } of parts) {
    if (removed) open = { ...open, removed: open.removed + value };
    else if (added) open = { ...open, added: open.added + value };
    else {
      sum += bytesOf(trimmed(open));
      open = { removed: '', added: '' };
    }
  }
  return sum + bytesOf(trimmed(open));
}

interface Change {
  removed: string;
  added: string;
}

function bytesOf({ removed, added }: Change): number {
  return Buffer.byteLength(removed) + Buffer.byteLength(added);
}

/** Without what both begin and end with; a character of two halves is not cut in two. */
function trimmed({ removed, added }: Change): Change {
  const most = Math.min(removed.length, added.length);
  let start = 0;
  while (start < most && removed.charCodeAt(start) === added.charCodeAt(start)) start += 1;
  if (isHigh(removed.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  const left = most - start;
  while (
    end < left &&
    removed.charCodeAt(removed.length - 1 - end) === added.charCodeAt(added.length - 1 - end)
  ) {
    end += 1;
  }
  if (isLow(removed.charCodeAt(removed.length - end))) end -= 1;
  return {
    removed: removed.slice(start, removed.length - end),
    added: added.slice(start, added.length - end),
  };
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;
