import { join } from 'node:path';
import { readDraft } from '../../engine/agent/draft-text.ts';
import { replaySteps } from '../../engine/agent/restore-draft.ts';
import { type Entry, readTranscript } from '../../engine/agent/transcript.ts';
import type { ItemPaths } from '../../engine/files/paths.ts';
import type { Product } from '../../engine/product.ts';
import { errorMessage } from '../../engine/user-error.ts';
import { createDryRunFiles } from '../../tools/dry-run-files.ts';
import { createFileAccess } from '../../tools/file-access.ts';
import { type LineChanges, lineChanges } from './line-changes.ts';
import { yieldNow } from './yield-now.ts';

/** What an attempt's output was like at one check, and how it differs from the one before. */
export interface Change {
  check: number;
  verdict: 'pass' | 'fail' | 'not-checked';
  at: string;
  /** Of the whole output; 0 when there was none. */
  lines: number;
  sizeBytes: number;
  /** Undefined for the first check of an attempt: it began with nothing. */
  changes: LineChanges | undefined;
}

/** The changes of an attempt, oldest check first; or why they cannot be told. */
export type AttemptChanges = { attempt: number } & (
  | { type: 'changes'; changes: Change[] }
  | { type: 'damaged'; reason: string }
);

/** What replaying an attempt needs. */
export interface ChangeSource {
  paths: ItemPaths;
  guides: string;
  product: Pick<Product, 'tools' | 'artefactFile'>;
}

/** Replays an attempt's writing calls in memory, once, and compares the output of each check with the next. */
export async function readChanges(
  attempt: number,
  source: ChangeSource,
  signal?: AbortSignal,
): Promise<AttemptChanges> {
  try {
    const entries = await readTranscript(source.paths.transcript(attempt));
    return { attempt, type: 'changes', changes: await changesOf(entries, source, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    return { attempt, type: 'damaged', reason: errorMessage(error).slice(0, 500) };
  }
}

async function changesOf(
  entries: readonly Entry[],
  { paths, guides, product }: ChangeSource,
  signal: AbortSignal | undefined,
): Promise<Change[]> {
  const { tools, artefactFile } = product;
  const empty = createFileAccess({ draft: join(paths.root, 'nothing'), mounts: { guides } });
  const files = createDryRunFiles(empty);
  const changes: Change[] = [];
  let before: string | undefined;
  for await (const entry of replaySteps(entries, tools, files)) {
    await yieldNow(signal);
    if (entry.type !== 'user' || !entry.check) continue;
    const text = (await readDraft({ files, artefactFile })) ?? '';
    const { check, verdict } = entry.check;
    changes.push({
      check,
      verdict,
      at: entry.at,
      lines: text === '' ? 0 : text.split('\n').length,
      sizeBytes: Buffer.byteLength(text),
      changes: before === undefined ? undefined : lineChanges(before, text),
    });
    before = text;
  }
  return changes;
}
