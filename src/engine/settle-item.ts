import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { canonicalText, sha256 } from './artefact.ts';
import { type AttemptRecord, describeAttempt, readAttempts } from './attempts.ts';
import { writeDurably } from './durable.ts';
import type { CatalogueItem } from './product.ts';
import { issueCard } from './report-card.ts';
import { replayWrites } from './restore-draft.ts';
import type { ItemEnd, Job, Shop } from './shop.ts';
import { errorCode } from './user-error.ts';
import { readDraft } from './workshop.ts';

/**
 * Puts a draft that passed among the accepted outputs: the file first, then the event that names
 * its hash. The draft is what the transcript says it is, and is judged once more: whatever happened
 * to the draft folder meanwhile, accepted means that this very content passed.
 */
export async function acceptItem(shop: Shop, job: Job, record: AttemptRecord): Promise<ItemEnd> {
  const { item } = job;
  const paths = shop.paths.item(item.id);
  const files = await replayWrites(record.entries, shop.tools, shop.filesOf(paths).empty);
  const draft = await readDraft({ files, artefactFile: shop.product.artefactFile });
  const card = await issueCard(draft, shop.product, { item, signal: job.signal });
  if (draft === undefined || card.verdict !== 'pass') {
    const reason = 'its draft passed before and does not pass now: were the criteria changed?';
    return escalateItem(shop, job, { reason, cause: 'system' });
  }
  const text = canonicalText(JSON.parse(draft), shop.product.artefactSchema);
  const stored = { sha256: sha256(text), sizeBytes: Buffer.byteLength(text) };
  await writeDurably(shop.paths.acceptedFile(item.id), text);
  await writeProvenance(shop, item, { status: 'accepted', ...stored });
  shop.record({ type: 'item.accepted', item: item.id, ...stored, recovered: false });
  await rm(paths.draft, { recursive: true, force: true });
  return { type: 'accepted' };
}

/**
 * Hands an item to a person: the file that says why first, then the event. `cause` tells an item's own
 * trouble from one that the next item will meet too.
 */
export async function escalateItem(
  shop: Shop,
  job: Job,
  { reason, cause }: { reason: string; cause: 'item' | 'system' },
): Promise<ItemEnd> {
  const { id, title } = job.item;
  const { failing, costUsd } = shop.itemState(id);
  const paths = shop.paths.item(id);
  const attempts = (await readableAttempts(shop, id)).map((record) => ({
    ...describeAttempt(record),
    transcript: relative(shop.paths.root, paths.transcript(record.attempt)),
    reportCard: relative(shop.paths.root, paths.reportCard(record.attempt)),
  }));
  const escalatedAt = new Date(shop.now()).toISOString();
  const body = { id, title, reason, failing, costUsd, escalatedAt, attempts };
  await writeDurably(shop.paths.escalatedFile(id), `${JSON.stringify(body, null, 2)}\n`);
  await writeProvenance(shop, job.item, { status: 'escalated', reason });
  shop.record({ type: 'item.escalated', item: id, reason });
  return { type: 'escalated', cause, reason };
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
  const { costUsd, unknownCostCalls, tokens, repairs, activeMs } = shop.itemState(item.id);
  const attempts = (await readableAttempts(shop, item.id)).map(describeAttempt);
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

/** A damaged transcript must not keep its item from a person: the reason tells of it. */
async function readableAttempts(shop: Shop, item: string): Promise<AttemptRecord[]> {
  try {
    return await readAttempts(shop.paths.item(item), false);
  } catch (error) {
    if (errorCode(error) !== undefined) throw error;
    return [];
  }
}
