import { pairsOf, similarity } from './similarity.ts';
import { lineAt, MAX_MATCHES } from './text-match.ts';

const SHOWN_LINES = 10;
const COMPARED_CHARS = 300;
const COMPARED_LINES = 5_000;

/** What an edit was to replace, and where it was found: nowhere, or more than once. */
export interface Mismatch {
  path: string;
  text: string;
  oldText: string;
  matches: readonly number[];
}

/** Why an edit did not apply, and what to do: line numbers of the matches, or the nearest line. */
export function explainMismatch(mismatch: Mismatch): string {
  return mismatch.matches.length === 0 ? explainNone(mismatch) : explainMany(mismatch);
}

function explainMany({ path, text, matches }: Mismatch): string {
  const lines = matches.slice(0, SHOWN_LINES).map((at) => lineAt(text, at));
  const more = matches.length > SHOWN_LINES ? ', …' : '';
  const count = matches.length >= MAX_MATCHES ? `${MAX_MATCHES} or more` : matches.length;
  return `old_text matches ${count} times in ${path}, at lines ${lines.join(', ')}${more}. Nothing was changed. Add lines around it until it is unique.`;
}

function explainNone({ path, text, oldText }: Mismatch): string {
  const head = `old_text matches 0 times in ${path}. Nothing was changed.`;
  const wanted = oldText.split('\n').find((line) => line.trim() !== '');
  const nearest = wanted === undefined ? undefined : nearestLine(text, wanted);
  if (wanted === undefined || nearest === undefined) {
    return `${head} No line is similar. Read the file again before the next edit.`;
  }
  const found = JSON.stringify(cut(nearest.line));
  const why = sameLine(nearest.line, wanted)
    ? 'The first line of old_text is there, so a later line or the indentation differs'
    : 'The nearest line differs';
  return `${head} ${why}. Line ${nearest.number} is: ${found}. Copy the text exactly as it stands.`;
}

function nearestLine(text: string, wanted: string): { number: number; line: string } | undefined {
  const pairs = pairsOf(wanted.trim());
  let best: { number: number; line: string } | undefined;
  let bestScore = 0.3;
  for (const [index, line] of text.split('\n').slice(0, COMPARED_LINES).entries()) {
    const score = sameLine(line, wanted) ? 1 : similarity(pairs, pairsOf(line.trim()));
    if (score > bestScore) {
      best = { number: index + 1, line };
      bestScore = score;
    }
  }
  return best;
}

function sameLine(a: string, b: string): boolean {
  return a.trim() === b.trim();
}

function cut(line: string): string {
  return line.length > COMPARED_CHARS ? line.slice(0, COMPARED_CHARS) : line;
}
