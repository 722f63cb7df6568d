import { readdir, rename, rm } from 'node:fs/promises';
import { codeOf } from '../../tools/error-code.ts';
import { canPin, entryOf, type OpenFolder, withFolder } from '../../tools/open-folder.ts';
import { visibleText } from '../../tools/visible-text.ts';
import type { Ack } from '../commands/command.ts';
import { type DecisionFile, type DroppedDecision, readDecision } from './decision-file.ts';

export interface DecisionsOptions {
  /** `.engine/approvals`. */
  folder: string;
  /** Gets each decision once. */
  onDecision(decision: DroppedDecision): Promise<Ack>;
  /** One line: the file, what was expected, what was found, what to do. */
  onFault(message: string): void;
  signal: AbortSignal;
  now?(): number;
}

/** Of the names of dropped files. */
export const decisionSuffix = '.decision.json';

/** A script that writes slowly gets so long to end its file. */
const patienceMs = 10_000;

/** Takes, once, what has been dropped so far; files that are no JSON yet are left for another time. */
export async function takeDecisions(options: DecisionsOptions): Promise<void> {
  await createTaker(options).look();
}

interface Taker extends Required<DecisionsOptions> {
  /** Since when a file has been there and is not whole, epoch ms. */
  partialSinceMs: Map<string, number>;
  /** Those that were dealt with and could be neither removed nor renamed. */
  stuck: Set<string>;
}

/** Looks again and again, each time for what has been dropped since; `look` never rejects. */
export function createTaker(options: DecisionsOptions): { look(): Promise<void> } {
  const taker: Taker = {
    ...options,
    now: options.now ?? Date.now,
    partialSinceMs: new Map(),
    stuck: new Set(),
  };
  let told = '';
  return {
    async look() {
      try {
        const place = { root: options.folder, parts: [], create: false, pinned: canPin() };
        await withFolder(place, (open) => takeAll(taker, open));
        told = '';
      } catch (error) {
        const found = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
        const problem = `expected a folder to look for decisions in, found: ${found}; see to it`;
        // Said once, however often it is looked at.
        if (found !== told) options.onFault(`${options.folder}: ${problem}`);
        told = found;
      }
    },
  };
}

async function takeAll(taker: Taker, open: OpenFolder): Promise<void> {
  const names = (await readdir(entryOf(open, '.'))).filter(
    (name) => name.endsWith(decisionSuffix) && !name.startsWith('.'),
  );
  forgetMissing(taker, new Set(names));
  for (const name of names.sort()) {
    if (taker.signal.aborted) return;
    if (taker.stuck.has(name)) continue;
    const file = await readDecision(open, name);
    if (file) await settle(taker, { open, name, file: impatient(taker, name, file) });
  }
}

function forgetMissing({ partialSinceMs, stuck }: Taker, present: ReadonlySet<string>): void {
  for (const name of partialSinceMs.keys()) if (!present.has(name)) partialSinceMs.delete(name);
  for (const name of stuck) if (!present.has(name)) stuck.delete(name);
}

/** A file that has been no JSON for long will never be. */
function impatient({ partialSinceMs, now }: Taker, name: string, file: DecisionFile): DecisionFile {
  if (file.type !== 'partial') return file;
  const sinceMs = partialSinceMs.get(name) ?? now();
  partialSinceMs.set(name, sinceMs);
  return now() - sinceMs < patienceMs ? file : { ...file, type: 'refused' };
}

async function settle(
  taker: Taker,
  { open, name, file }: { open: OpenFolder; name: string; file: DecisionFile },
): Promise<void> {
  switch (file.type) {
    case 'partial':
      return;
    case 'refused':
      return refuse(taker, open, { name, problem: `${file.problem}; drop a whole one` });
    case 'decision': {
      const ack = await decide(taker, file.decision);
      if (ack.ok) return putAway(taker, name, () => rm(entryOf(open, name), { force: true }));
      const problem = `expected an approval to decide, found: ${ack.reason}; see ai-factory approvals`;
      return refuse(taker, open, { name, problem });
    }
    default:
      file satisfies never;
  }
}

/** A fault of ours must not have it handed over again and again. */
async function decide({ onDecision }: Taker, decision: DroppedDecision): Promise<Ack> {
  try {
    return await onDecision(decision);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function refuse(
  taker: Taker,
  open: OpenFolder,
  { name, problem }: { name: string; problem: string },
): Promise<void> {
  const refusedName = `${name.slice(0, -decisionSuffix.length)}.decision.refused.json`;
  taker.onFault(visibleText(`${name}: ${problem}. It is now ${refusedName}.`));
  await putAway(taker, name, () => rename(entryOf(open, name), entryOf(open, refusedName)));
}

async function putAway(taker: Taker, name: string, move: () => Promise<void>): Promise<void> {
  taker.partialSinceMs.delete(name);
  try {
    await move();
  } catch (error) {
    taker.stuck.add(name);
    const found = codeOf(error) ?? String(error);
    const problem = `expected to put it away, found: ${found}; it is dealt with: remove it`;
    taker.onFault(visibleText(`${name}: ${problem}`));
  }
}
