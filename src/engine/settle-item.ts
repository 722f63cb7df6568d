import { rm } from 'node:fs/promises';
import { canonicalText, sha256 } from './artefact.ts';
import { type AttemptRecord, describeAttempt, readAttempts } from './attempts.ts';
import { writeDurably } from './durable.ts';
import type { CatalogueItem } from './product.ts';
import { issueCard } from './report-card.ts';
import { restoreDraft } from './restore-draft.ts';
import type { ItemEnd, Job, Shop } from './shop.ts';
import { readDraft } from './workshop.ts';

/**
 * Puts a draft that passed among the accepted outputs: the file first, then the event that names
 * its hash. The draft is judged once more as it will be stored: accepted means that this very text
 * passed.
 */
export async function acceptItem(shop: Shop, job: Job, record: AttemptRecord): Promise<ItemEnd> {
  const { item } = job;
  const paths = shop.paths.item(item.id);
  const files = shop.filesOf(paths);
  await restoreDraft(record.entries, shop.tools, files);
  const draft = await readDraft({ files: files.files, artefactFile: shop.product.artefactFile });
  const card = await issueCard(draft, shop.product, { item, signal: job.signal });
  if (draft === undefined || card.verdict !== 'pass') {
    const reason = 'its draft passed before and does not pass now: were the criteria changed?';
    return escalateItem(shop, job, reason);
  }
  const text = canonicalText(JSON.parse(draft), shop.product.artefactSchema);
  const stored = { sha256: sha256(text), sizeBytes: Buffer.byteLength(text) };
  await writeDurably(shop.paths.acceptedFile(item.id), text);
  await writeProvenance(shop, item, { status: 'accepted', ...stored });
  shop.record({ type: 'item.accepted', item: item.id, ...stored, recovered: false });
  await rm(paths.draft, { recursive: true, force: true });
  return { type: 'accepted' };
}

/** Hands an item to a person: the file that says why first, then the event. */
export async function escalateItem(shop: Shop, job: Job, reason: string): Promise<ItemEnd> {
  const { id, title } = job.item;
  const { failing, costUsd } = shop.itemState(id);
  const paths = shop.paths.item(id);
  const attempts = (await readAttempts(paths, false)).map((record) => ({
    ...describeAttempt(record),
    transcript: paths.transcript(record.attempt),
    reportCard: paths.reportCard(record.attempt),
  }));
  const escalatedAt = new Date(shop.now()).toISOString();
  const body = { id, title, reason, failing, costUsd, escalatedAt, attempts };
  await writeDurably(shop.paths.escalatedFile(id), `${JSON.stringify(body, null, 2)}\n`);
  await writeProvenance(shop, job.item, { status: 'escalated', reason });
  shop.record({ type: 'item.escalated', item: id, reason });
  return { type: 'escalated' };
}

/**
 * `work/<id>/state.json`: where the output came from, beside the output that holds itself alone.
 * Written before the event, so that no settled item is without it.
 */
export async function writeProvenance(
  shop: Shop,
  item: CatalogueItem,
  end:
    | { status: 'accepted'; sha256: string; sizeBytes: number }
    | { status: 'escalated'; reason: string },
): Promise<void> {
  const paths = shop.paths.item(item.id);
  const { costUsd, unknownCostCalls, tokens, repairs, ...clock } = shop.itemState(item.id);
  const activeMs = clock.activeMs + (shop.now() - (clock.workingSinceMs ?? shop.now()));
  const attempts = (await readAttempts(paths, false)).map(describeAttempt);
  const at = new Date(shop.now()).toISOString();
  const body = {
    id: item.id,
    title: item.title,
    ...end,
    at,
    costUsd,
    unknownCostCalls,
    tokens,
    activeMs,
    repairs,
    attempts,
  };
  await writeDurably(paths.state, `${JSON.stringify(body, null, 2)}\n`);
}
