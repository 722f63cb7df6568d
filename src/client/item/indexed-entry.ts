import type { AttemptOutcome } from '../../engine/journal/events.ts';
import type { Usage } from '../../models/port.ts';

/** Where an entry stands: enough to read it again. */
export interface EntryPlace {
  attempt: number;
  /** Line of the file, from 1. */
  line: number;
  offset: number;
  sizeBytes: number;
}

/** What a row of a folded transcript needs of a block; its content stays on disk. */
export interface IndexedBlock {
  kind: 'text' | 'thinking' | 'tool' | 'result';
  /** Place in the entry's content. */
  index: number;
  /** Characters of the text, or of the input as JSON. */
  size: number;
  /** First line, cut. For a call: the path it names, or its input. */
  excerpt: string;
  /** Of a call. */
  tool?: string;
  /** Ties a result to its call. */
  callId?: string;
  isError?: boolean;
  /** Of a text that repeats the check of its entry. */
  isCard?: boolean;
}

/** A check of the draft, without its text. */
export interface IndexedCheck {
  check: number;
  verdict: 'pass' | 'fail' | 'not-checked';
  /** Ids of the criteria that did not pass. */
  failing: string[];
  draftSha256: string;
  draftBytes?: number;
  changedBytes?: number;
}

/** An entry of a transcript without its content. */
export type IndexedEntry = { place: EntryPlace } & (
  | { type: 'opened'; at: string; route: string; model: string; maxRepairs: number }
  | {
      type: 'user';
      at: string;
      blocks: IndexedBlock[];
      moreBlocks: number;
      check: IndexedCheck | undefined;
    }
  | {
      type: 'reply';
      at: string;
      turn: number;
      /** A reply after a check of its attempt is a repair. */
      purpose: 'write' | 'repair';
      stopReason: string;
      stopDetail: string | undefined;
      servedModel: string;
      usage: Usage | null;
      costUsd: number | null;
      latencyMs: number;
      blocks: IndexedBlock[];
      moreBlocks: number;
    }
  | { type: 'ended'; at: string; outcome: AttemptOutcome; detail: string }
  /** Lines in a row that are no entries; the place is that of the first. */
  | { type: 'damaged'; reason: string; lines: number }
);

export type IndexedEntryOf<Type extends IndexedEntry['type']> = Extract<
  IndexedEntry,
  { type: Type }
>;
