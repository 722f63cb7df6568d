import { rm } from 'node:fs/promises';
import { canonicalText, sha256 } from './artefact.ts';
import { type AttemptRecord, describeAttempt, readAttempts } from './attempts.ts';
import { writeDurably } from './durable.ts';
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
  await writeDurably(shop.paths.acceptedFile(item.id), text);
  shop.record({
    type: 'item.accepted',
    item: item.id,
    sha256: sha256(text),
    sizeBytes: Buffer.byteLength(text),
    recovered: false,
  });
  await writeProvenance(shop, job, { status: 'accepted' });
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
  shop.record({ type: 'item.escalated', item: id, reason });
  await writeProvenance(shop, job, { status: 'escalated', reason });
  return { type: 'escalated' };
}

/** `work/<id>/state.json`: where the output came from, beside the output that holds itself alone. */
async function writeProvenance(
  shop: Shop,
  { item }: Job,
  end: { status: 'accepted' | 'escalated'; reason?: string },
): Promise<void> {
  const paths = shop.paths.item(item.id);
  const { costUsd, unknownCostCalls, tokens, activeMs, sha256, sizeBytes, repairs } =
    shop.itemState(item.id);
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
    ...(end.status === 'accepted' ? { sha256, sizeBytes } : {}),
    attempts,
  };
  await writeDurably(paths.state, `${JSON.stringify(body, null, 2)}\n`);
}
