import { z } from 'zod';
import { attemptNumbers } from '../../engine/agent/attempts.ts';
import type { ReportCard } from '../../engine/cards/report-card.ts';
import { reportCardSchema } from '../../engine/cards/report-card-schema.ts';
import type { ItemPaths } from '../../engine/files/paths.ts';
import { errorMessage } from '../../engine/user-error.ts';
import type { IndexedEntry } from './indexed-entry.ts';
import { readText } from './read-text.ts';

/** The newest card of an attempt, with the number of its check; or why there is none to show. */
export type AttemptCard = { attempt: number } & (
  | { type: 'card'; check: number | undefined; card: ReportCard }
  | { type: 'missing' }
  | { type: 'damaged'; reason: string }
);

/** A check as the transcript tells of it. */
export interface CheckRecord {
  attempt: number;
  check: number;
  /** Of the reply that was judged; 0 before the first. */
  turn: number;
  at: string;
  verdict: ReportCard['verdict'];
  /** Of the draft, and what of it the repair before this check took out and put in, where that is known. */
  draftBytes: number | undefined;
  changedBytes: number | undefined;
  /** Ids of the criteria that did not pass. */
  failing: string[];
  /** Of those, what the check before it in this attempt did not name. */
  appeared: string[];
  /** What the check before it in this attempt named and this one does not. */
  mended: string[];
}

const cardSchema: z.ZodType<ReportCard & { check?: number | undefined }> = reportCardSchema.extend({
  check: z.int().positive().optional(),
});

/** The newest card of each attempt on disk, oldest attempt first. */
export async function readReportCards(
  paths: ItemPaths,
  signal?: AbortSignal,
): Promise<AttemptCard[]> {
  const cards: AttemptCard[] = [];
  // Something that is no folder in the folder's place holds no cards; the transcript tells of it.
  for (const attempt of await attemptNumbers(paths.attempts).catch(() => [])) {
    cards.push({ attempt, ...(await readCard(paths.reportCard(attempt), signal)) });
  }
  return cards;
}

async function readCard(file: string, signal: AbortSignal | undefined) {
  const read = await readText(file, signal);
  if (read.type !== 'text') return read;
  try {
    const { check, ...card } = cardSchema.parse(JSON.parse(read.text));
    return { type: 'card' as const, check, card };
  } catch (error) {
    const found = error instanceof z.ZodError ? z.prettifyError(error) : errorMessage(error);
    return { type: 'damaged' as const, reason: `expected a report card: ${found.slice(0, 300)}` };
  }
}

/** Every check of an item, oldest first, and what changed between one and the next. */
export function checkHistory(entries: readonly IndexedEntry[]): CheckRecord[] {
  const history: CheckRecord[] = [];
  let turn = 0;
  for (const entry of entries) {
    if (entry.type === 'opened') turn = 0;
    if (entry.type === 'reply') turn = entry.turn;
    if (entry.type !== 'user' || !entry.check) continue;
    const { attempt } = entry.place;
    const { check, verdict, failing, draftBytes, changedBytes } = entry.check;
    const last = history.at(-1);
    const before = last?.attempt === attempt ? last.failing : undefined;
    history.push({
      attempt,
      check,
      turn,
      at: entry.at,
      verdict,
      draftBytes,
      changedBytes,
      failing,
      appeared: before ? failing.filter((id) => !before.includes(id)) : [],
      mended: before ? before.filter((id) => !failing.includes(id)) : [],
    });
  }
  return history;
}
