import { relative } from 'node:path';
import { type AttemptRecord, describeAttempt, readAttempts } from '../agent/attempts.ts';
import { turnsOf } from '../agent/conversation.ts';
import { readDraft } from '../agent/draft-text.ts';
import { replayWrites } from '../agent/restore-draft.ts';
import { canonicalText } from '../cards/artefact.ts';
import { uncheckedOf } from '../cards/unchecked.ts';
import { writeDurably } from '../files/durable.ts';
import { removeOwn } from '../files/own-files.ts';
import { judgeDraft } from '../judging/judge-draft.ts';
import type { CatalogueItem, Product } from '../product.ts';
import type { Desk, ItemEnd, Job, Shop } from '../shop.ts';
import { errorCode, UserError } from '../user-error.ts';

/**
 * Puts a draft that passed among the accepted outputs: the file first, then the event that names
 * its hash. The draft is what the transcript says it is, whatever happened to its folder meanwhile,
 * and is judged once more in the form in which it is stored: accepted means that this text passed.
 */
export async function acceptItem(shop: Shop, job: Job, record: AttemptRecord): Promise<ItemEnd> {
  const { item } = job;
  const paths = shop.paths.item(item.id);
  const files = await replayWrites(record.entries, shop.tools, shop.filesOf(paths).empty);
  const draft = await readDraft({ files, artefactFile: shop.product.artefactFile });
  const text = draft === undefined ? undefined : canonicalOr(draft, shop.product.artefactSchema);
  const { attempt, opened, entries } = record;
  const by = { attempt, turn: turnsOf(entries), author: opened.model };
  const card = await judgeDraft(shop, job, { ...by, text });
  if ('failure' in card) {
    const { class: kind, message } = card.failure;
    return kind === 'limit' ? escalateItem(shop, item, { reason: message, cause: 'item' }) : card;
  }
  if (text === undefined || card.verdict !== 'pass') {
    const reason = 'its draft passed before and does not pass now: were the criteria changed?';
    return escalateItem(shop, item, { reason, cause: 'system' });
  }
  const stored = {
    sha256: card.sha256,
    sizeBytes: Buffer.byteLength(text),
    ...uncheckedOf(card),
  };
  await writeDurably(shop.paths.acceptedFile(item.id), text, shop.paths.root);
  await writeProvenance(shop, item, { status: 'accepted', ...stored });
  shop.record({ type: 'item.accepted', item: item.id, ...stored, recovered: false });
  await removeOwn({ path: paths.draft, below: paths.content });
  return { type: 'accepted' };
}

/** The draft in the form in which outputs are stored, or as it is where that form does not fit it. */
function canonicalOr(draft: string, schema: Product['artefactSchema']): string {
  try {
    return canonicalText(JSON.parse(draft), schema);
  } catch {
    return draft;
  }
}

/**
 * Hands an item to a person: the file that says why first, then the event. `cause` tells an item's own
 * trouble from one that the next item will meet too.
 */
export async function escalateItem(
  shop: Desk,
  item: CatalogueItem,
  { reason, cause }: { reason: string; cause: 'item' | 'system' },
): Promise<ItemEnd> {
  const { id, title } = item;
  const { failing, costUsd } = shop.itemState(id);
  const paths = shop.paths.item(id);
  const attempts = (await readableAttempts(shop, id)).map((record) => ({
    ...describeAttempt(record),
    transcript: relative(shop.paths.root, paths.transcript(record.attempt)),
    reportCard: relative(shop.paths.root, paths.reportCard(record.attempt)),
  }));
  const escalatedAt = new Date(shop.clock.now()).toISOString();
  const body = { id, title, reason, failing, costUsd, escalatedAt, attempts };
  const file = shop.paths.escalatedFile(id);
  await writeDurably(file, `${JSON.stringify(body, null, 2)}\n`, shop.paths.root);
  await writeProvenance(shop, item, { status: 'escalated', reason }).catch((error: unknown) => {
    // The reason may be that very folder: it must not keep the item from its person.
    if (errorCode(error) !== undefined || !(error instanceof UserError)) throw error;
  });
  shop.record({ type: 'item.escalated', item: id, reason, cause });
  return { type: 'escalated' };
}

/**
 * `work/<id>/state.json`: where the output came from, beside the output that holds itself alone.
 * Written before the event, so that no settled item is without it.
 */
export async function writeProvenance(
  shop: Desk,
  item: CatalogueItem,
  end:
    | { status: 'accepted'; sha256: string; sizeBytes: number; unchecked?: string[] }
    | { status: 'escalated'; reason: string },
): Promise<void> {
  const paths = shop.paths.item(item.id);
  const { costUsd, unknownCostCalls, tokens, repairs, activeMs } = shop.itemState(item.id);
  const attempts = (await readableAttempts(shop, item.id)).map(describeAttempt);
  const at = new Date(shop.clock.now()).toISOString();
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
  await writeDurably(paths.state, `${JSON.stringify(body, null, 2)}\n`, paths.content);
}

/** A damaged transcript must not keep its item from a person: the reason tells of it. */
async function readableAttempts(shop: Desk, item: string): Promise<AttemptRecord[]> {
  try {
    return await readAttempts(shop.paths.item(item), false);
  } catch (error) {
    if (errorCode(error) !== undefined) throw error;
    return [];
  }
}
