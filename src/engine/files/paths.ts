import { join } from 'node:path';

/** Where everything of a content directory lies. */
export interface ContentPaths {
  root: string;
  factory: string;
  guides: string;
  accepted: string;
  work: string;
  escalated: string;
  /** What a gated publish put out. */
  published: string;
  /** Why items of the last run are not accepted. */
  notAccepted: string;
  /** Where rehearsals are put aside when real work begins. */
  rehearsed: string;
  engine: string;
  /** A file for every approval, and decisions dropped by scripts. */
  approvals: string;
  journal: string;
  checkpoint: string;
  /** That the catalogue was read and has no fault. */
  catalogueSeal: string;
  /** What checks of accepted outputs found, for the next ones. */
  checks: string;
  lock: string;
  acceptedFile(item: string): string;
  escalatedFile(item: string): string;
  item(item: string): ItemPaths;
}

export interface ItemPaths {
  /** The content directory that it belongs to. */
  content: string;
  root: string;
  draft: string;
  state: string;
  attempts: string;
  transcript(attempt: number): string;
  reportCard(attempt: number): string;
  /** What judges said of the attempt's drafts. */
  judgeLog(attempt: number): string;
}

/** The layout of the content directory `root`. Item ids are safe file names: the catalogue saw to it. */
export function contentPaths(root: string): ContentPaths {
  const engine = join(root, '.engine');
  return {
    root,
    factory: join(root, 'factory.json'),
    guides: join(root, 'guides'),
    accepted: join(root, 'accepted'),
    work: join(root, 'work'),
    escalated: join(root, 'escalated'),
    published: join(root, 'published'),
    notAccepted: join(root, 'not-accepted.jsonl'),
    rehearsed: join(root, 'rehearsed'),
    engine,
    approvals: join(engine, 'approvals'),
    journal: join(engine, 'journal'),
    checkpoint: join(engine, 'checkpoint.json'),
    catalogueSeal: join(engine, 'catalogue.seal'),
    checks: join(engine, 'checks.jsonl'),
    lock: join(engine, 'lock'),
    acceptedFile: (item) => join(root, 'accepted', `${item}.json`),
    escalatedFile: (item) => join(root, 'escalated', `${item}.json`),
    item: (item) => itemPaths(root, join(root, 'work', item)),
  };
}

function itemPaths(content: string, root: string): ItemPaths {
  const attempts = join(root, 'attempts');
  return {
    content,
    root,
    draft: join(root, 'draft'),
    state: join(root, 'state.json'),
    attempts,
    transcript: (attempt) => join(attempts, String(attempt), 'transcript.jsonl'),
    reportCard: (attempt) => join(attempts, String(attempt), 'report-card.json'),
    judgeLog: (attempt) => join(attempts, String(attempt), 'judge.jsonl'),
  };
}
