import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { moveOwn, removeOwn } from '../files/own-files.ts';
import type { ItemPaths } from '../files/paths.ts';
import { errorCode } from '../user-error.ts';
import { checksOf, repairsOf, turnsOf } from './conversation.ts';
import { type Entry, type EntryOf, readTranscript, recoverTranscript } from './transcript.ts';

/** One conversation about an item, as its transcript holds it. */
export interface AttemptRecord {
  attempt: number;
  opened: EntryOf<'opened'>;
  entries: Entry[];
  /** Undefined while it can go on. */
  ended: EntryOf<'ended'> | undefined;
}

/** The item's attempts on disk, oldest first. With `recover`, a torn last line is cut off its file. */
export async function readAttempts(paths: ItemPaths, recover: boolean): Promise<AttemptRecord[]> {
  const records: AttemptRecord[] = [];
  for (const attempt of await attemptNumbers(paths.attempts)) {
    const file = paths.transcript(attempt);
    const entries = await (recover ? recoverTranscript(file, paths.content) : readTranscript(file));
    const [opened, task] = entries;
    // A crash before opening line and task were whole: the attempt never began.
    if (opened?.type !== 'opened' || task === undefined) continue;
    const ended = entries.find((entry) => entry.type === 'ended');
    records.push({ attempt, opened, entries, ended });
  }
  return records;
}

/** Repairs that the item has used, over all its attempts. */
export function repairsUsed(records: AttemptRecord[]): number {
  return records.reduce((sum, { entries }) => sum + repairsOf(entries), 0);
}

/** What `state.json` and an escalation tell about an attempt. */
export function describeAttempt({ attempt, opened, entries, ended }: AttemptRecord) {
  const replies = entries.filter((entry) => entry.type === 'reply');
  return {
    attempt,
    route: opened.route,
    model: opened.model,
    servedModels: [...new Set(replies.map(({ servedModel }) => servedModel))],
    outcome: ended?.outcome ?? 'open',
    detail: ended?.detail ?? '',
    turns: turnsOf(entries),
    checks: checksOf(entries).length,
    repairs: repairsOf(entries),
    /** What each check but the first found changed in the draft, in bytes. */
    changes: checksOf(entries).flatMap(({ check, changedBytes, draftBytes }) =>
      changedBytes === undefined ? [] : [{ check, changedBytes, draftBytes }],
    ),
    startedAt: opened.at,
    endedAt: ended?.at ?? null,
  };
}

/**
 * Puts what was tried before out of the way, for a person asked to try the item again: everything
 * moves to `earlier/<n>/`, nothing is deleted.
 */
export async function archiveAttempts(paths: ItemPaths, escalatedFile: string): Promise<void> {
  const earlier = join(paths.root, 'earlier');
  const below = paths.content;
  const place = join(earlier, String((await attemptNumbers(earlier)).length + 1));
  for (const [path, name] of [
    [escalatedFile, 'escalated.json'],
    [paths.state, 'state.json'],
    [paths.attempts, 'attempts'],
  ] as const) {
    await moveOwn({ path, below }, { path: join(place, name), below });
  }
  await removeOwn({ path: paths.draft, below });
}

/** Numbers of the folders in it that are named by one, rising; none when there is no such folder. */
export async function attemptNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}
