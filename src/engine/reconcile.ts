import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from './artefact.ts';
import { archiveAttempts } from './attempts.ts';
import type { CatalogueItem } from './product.ts';
import { failingOf, issueCard } from './report-card.ts';
import { writeProvenance } from './settle-item.ts';
import type { Shop } from './shop.ts';
import { errorCode } from './user-error.ts';

/** Clocks of files and events differ by a little. */
const clockSlackMs = 2_000;

/**
 * Brings the state in line with the files, which are the truth: outputs and escalations whose event
 * a crash swallowed, that a person removed, or changed by hand. Everything found is put on record.
 */
export async function reconcile(shop: Shop, lastAtMs: number): Promise<void> {
  const accepted = await idsIn(shop.paths.accepted);
  const escalated = await idsIn(shop.paths.escalated);
  for (const item of shop.catalogue) {
    const { status } = shop.itemState(item.id);
    if (status === 'working') {
      const reason = 'the engine ended in the middle of it';
      shop.record({ type: 'item.released', item: item.id, reason, diedAtMs: lastAtMs });
    }
    if (accepted.has(item.id)) await lookAtOutput(shop, item, lastAtMs);
    else if (status === 'accepted') {
      notice(shop, item, `accepted/${item.id}.json has gone; it is made anew from its transcript`);
      release(shop, item, 'its accepted output has gone');
    }
    if (escalated.has(item.id) !== (status === 'escalated') && !accepted.has(item.id)) {
      await lookAtEscalation(shop, item, escalated.has(item.id));
    }
  }
}

async function lookAtOutput(shop: Shop, item: CatalogueItem, lastAtMs: number): Promise<void> {
  const file = shop.paths.acceptedFile(item.id);
  const known = shop.itemState(item.id);
  const isKnown = known.status === 'accepted';
  const { size, mtimeMs } = await stat(file);
  if (isKnown && size === known.sizeBytes && mtimeMs <= lastAtMs + clockSlackMs) return;
  const text = await readFile(file, 'utf8');
  const hash = sha256(text);
  if (isKnown && hash === known.sha256) return;
  const signal = new AbortController().signal;
  const card = await issueCard(text, shop.product, { item, signal });
  if (card.verdict === 'pass') {
    if (isKnown)
      notice(shop, item, `accepted/${item.id}.json was changed by hand; it still passes`);
    // Out of the old state first: an output counts once.
    if (isKnown) release(shop, item, 'its accepted output was changed');
    const stored = { sha256: hash, sizeBytes: Buffer.byteLength(text) };
    await writeProvenance(shop, item, { status: 'accepted', ...stored });
    shop.record({ type: 'item.accepted', item: item.id, ...stored, recovered: true });
    return;
  }
  const work = shop.paths.item(item.id).root;
  const rejected = join(work, `rejected-${hash.slice(0, 8)}.json`);
  await mkdir(work, { recursive: true });
  await rename(file, rejected);
  const why = failingOf(card)[0];
  notice(
    shop,
    item,
    `accepted/${item.id}.json did not pass (${why?.criterion}: ${why?.message}) and was moved to ${rejected}`,
  );
  if (isKnown) release(shop, item, 'its accepted output was changed and failed');
}

const escalationSchema = z.looseObject({ reason: z.string() });

async function lookAtEscalation(shop: Shop, item: CatalogueItem, isThere: boolean): Promise<void> {
  const file = shop.paths.escalatedFile(item.id);
  if (isThere) {
    const text = await readFile(file, 'utf8');
    const reason = reasonIn(text) ?? `${file} says so`;
    await writeProvenance(shop, item, { status: 'escalated', reason });
    shop.record({ type: 'item.escalated', item: item.id, reason });
    return;
  }
  await archiveAttempts(shop.paths.item(item.id), file);
  release(shop, item, `escalated/${item.id}.json was removed: it is tried anew`);
}

function reasonIn(text: string): string | undefined {
  try {
    return escalationSchema.parse(JSON.parse(text)).reason;
  } catch {
    return undefined;
  }
}

function release(shop: Shop, item: CatalogueItem, reason: string): void {
  shop.record({ type: 'item.released', item: item.id, reason });
}

function notice(shop: Shop, item: CatalogueItem, message: string): void {
  shop.record({ type: 'notice.given', level: 'warning', item: item.id, message });
}

async function idsIn(folder: string): Promise<Set<string>> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  // What a crash left of a write that never came to its rename; nobody else writes here.
  for (const name of names.filter((one) => one.endsWith('.tmp'))) {
    await rm(join(folder, name), { force: true });
  }
  return new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)));
}
