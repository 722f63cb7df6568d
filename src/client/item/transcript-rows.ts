import type { IndexedBlock, IndexedEntry, IndexedEntryOf } from './indexed-entry.ts';

/** What a call came to. */
export interface CallResult {
  entry: IndexedEntryOf<'user'>;
  block: IndexedBlock;
}

/**
 * One thing of a transcript that is shown, selected and unfolded on its own. `key` stays the same while
 * the transcript grows.
 */
export type TranscriptRow = { key: string } & (
  | { type: 'attempt'; entry: IndexedEntryOf<'opened'> }
  | { type: 'turn'; entry: IndexedEntryOf<'reply'> }
  | { type: 'text' | 'thinking'; entry: IndexedEntryOf<'reply'>; block: IndexedBlock }
  /** `result` is undefined while the tool works. */
  | {
      type: 'tool';
      entry: IndexedEntryOf<'reply'>;
      block: IndexedBlock;
      result: CallResult | undefined;
    }
  /** What the model was told in words: the task, a hint. */
  | { type: 'told'; entry: IndexedEntryOf<'user'>; block: IndexedBlock }
  /** A result whose call is not there. */
  | { type: 'result'; entry: IndexedEntryOf<'user'>; block: IndexedBlock }
  | { type: 'card'; entry: IndexedEntryOf<'user'> }
  | { type: 'end'; entry: IndexedEntryOf<'ended'> }
  | { type: 'damaged'; entry: IndexedEntryOf<'damaged'> }
  | { type: 'more'; entry: IndexedEntryOf<'user' | 'reply'> }
);

/** The rows of a transcript in their order; a call and its result are one. */
export function rowsOf(entries: readonly IndexedEntry[]): TranscriptRow[] {
  const results = pairResults(entries);
  return entries.flatMap((entry) => rowsOfEntry(entry, results));
}

interface Pairs {
  /** By the block of the call. */
  results: Map<IndexedBlock, CallResult>;
  /** Results that a call has. */
  taken: Set<IndexedBlock>;
}

function pairResults(entries: readonly IndexedEntry[]): Pairs {
  const pairs: Pairs = { results: new Map(), taken: new Set() };
  let calls = new Map<string, IndexedBlock>();
  for (const entry of entries) {
    if (entry.type === 'opened') calls = new Map();
    // Ids are the model's: one that comes again belongs to the newest reply.
    if (entry.type === 'reply') calls = callsOf(entry.blocks);
    if (entry.type !== 'user') continue;
    for (const block of entry.blocks) {
      const call = calls.get(block.callId ?? '');
      if (call === undefined || pairs.results.has(call)) continue;
      pairs.results.set(call, { entry, block });
      pairs.taken.add(block);
    }
  }
  return pairs;
}

function callsOf(blocks: readonly IndexedBlock[]): Map<string, IndexedBlock> {
  const calls = new Map<string, IndexedBlock>();
  for (const block of blocks) {
    if (block.kind === 'tool' && block.callId) calls.set(block.callId, block);
  }
  return calls;
}

function rowsOfEntry(entry: IndexedEntry, pairs: Pairs): TranscriptRow[] {
  const key = `${entry.place.attempt}.${entry.place.line}`;
  switch (entry.type) {
    case 'opened':
      return [{ type: 'attempt', key, entry }];
    case 'reply':
      return [
        { type: 'turn', key, entry },
        ...entry.blocks.map((block) => replyRow(entry, block, pairs)),
        ...moreOf(entry),
      ];
    case 'user':
      return [
        ...entry.blocks.flatMap((block) => toldRows(entry, block, pairs)),
        ...moreOf(entry),
        ...(entry.check === undefined
          ? []
          : [{ type: 'card' as const, key: `${key}.card`, entry }]),
      ];
    case 'ended':
      return [{ type: 'end', key, entry }];
    case 'damaged':
      return [{ type: 'damaged', key, entry }];
    default:
      return entry satisfies never;
  }
}

function replyRow(
  entry: IndexedEntryOf<'reply'>,
  block: IndexedBlock,
  { results }: Pairs,
): TranscriptRow {
  const key = keyOf(entry, block);
  if (block.kind === 'tool') return { type: 'tool', key, entry, block, result: results.get(block) };
  return { type: block.kind === 'thinking' ? 'thinking' : 'text', key, entry, block };
}

/** A result is shown with its call, a text that is the card with its check. */
function toldRows(
  entry: IndexedEntryOf<'user'>,
  block: IndexedBlock,
  { taken }: Pairs,
): TranscriptRow[] {
  if (taken.has(block) || (block.isCard && block.kind === 'text')) return [];
  const type = block.kind === 'result' ? 'result' : 'told';
  return [{ type, key: keyOf(entry, block), entry, block }];
}

function moreOf(entry: IndexedEntryOf<'user' | 'reply'>): TranscriptRow[] {
  return entry.moreBlocks === 0 ? [] : [{ type: 'more', key: keyOf(entry), entry }];
}

function keyOf({ place }: IndexedEntry, block?: IndexedBlock): string {
  return `${place.attempt}.${place.line}.${block?.index ?? 'more'}`;
}
