import type { ContentPaths } from '../../engine/files/paths.ts';
import type { Product } from '../../engine/product.ts';
import { type AttemptChanges, readChanges } from './changes.ts';
import type { IndexedEntry } from './indexed-entry.ts';
import { type ItemCost, itemCost, type TurnCost } from './item-cost.ts';
import { type ItemOutput, readOutput } from './item-output.ts';
import { readJudgements } from './judgements.ts';
import {
  type AttemptCard,
  type CheckRecord,
  checkHistory,
  readReportCards,
} from './report-cards.ts';
import { openTranscript, type Transcript } from './transcript.ts';

/**
 * The files of one item, read when they are asked for. What is not there is empty, what is damaged says
 * so in its value; only an abort is thrown.
 */
export interface ItemReader {
  item: string;
  transcript: Transcript;
  /** The newest card of each attempt, oldest attempt first. */
  reportCards(signal?: AbortSignal): Promise<AttemptCard[]>;
  /** Every check, oldest first, as far as the transcript is read. */
  checks(): CheckRecord[];
  /** What each repair changed, oldest attempt first; replayed anew only where a check came. */
  changes(signal?: AbortSignal): Promise<AttemptChanges[]>;
  output(signal?: AbortSignal): Promise<ItemOutput>;
  /** What judges cost that were asked about the item's drafts. */
  judgements(signal?: AbortSignal): Promise<TurnCost[]>;
  /** As far as the transcript is read, with those. */
  cost(judgements?: readonly TurnCost[]): ItemCost;
}

/** As much of a product as that takes. */
export type PlayingProduct = Pick<Product, 'tools' | 'artefactFile' | 'play'>;

/** What an item reader reads, and whom it tells of the transcript's growth. */
export interface ItemReaderOptions {
  item: string;
  paths: ContentPaths;
  /** What knows how to replay and to show outputs: loaded when something is replayed or shown. */
  product: () => Promise<PlayingProduct>;
  /** The transcript's index has grown, or begun anew. */
  onChange?: () => void;
}

/** Opens nothing yet: `transcript.refresh` and the others read. */
export function openItemReader({ item, paths, product, onChange }: ItemReaderOptions): ItemReader {
  const itemPaths = paths.item(item);
  const transcript = openTranscript(itemPaths, onChange);
  const kept = new Map<number, { key: string; changes: AttemptChanges }>();
  return {
    item,
    transcript,
    reportCards: (signal) => readReportCards(itemPaths, signal),
    checks: () => checkHistory(transcript.getEntries()),
    async changes(signal) {
      await transcript.refresh(signal);
      const source = { paths: itemPaths, guides: paths.guides, product: await product() };
      const all: AttemptChanges[] = [];
      for (const [attempt, key] of checksByAttempt(transcript.getEntries())) {
        const found = kept.get(attempt);
        const changes =
          found?.key === key ? found.changes : await readChanges(attempt, source, signal);
        kept.set(attempt, { key, changes });
        all.push(changes);
      }
      return all;
    },
    output: async (signal) => readOutput(item, { paths, product: await product() }, signal),
    judgements: (signal) => readJudgements(itemPaths, signal),
    cost: (judgements) => itemCost(transcript.getEntries(), judgements),
  };
}

/** The drafts that each attempt's checks judged: as long as they are the same, so are the changes. */
function checksByAttempt(entries: readonly IndexedEntry[]): Map<number, string> {
  const keys = new Map<number, string>();
  for (const entry of entries) {
    const { attempt } = entry.place;
    const before = keys.get(attempt) ?? '';
    if (entry.type === 'opened') keys.set(attempt, `${entry.at} `);
    else if (entry.type === 'damaged') keys.set(attempt, `${before}damaged `);
    else if (entry.type === 'user' && entry.check)
      keys.set(attempt, `${before}${entry.check.draftSha256} `);
  }
  return keys;
}
