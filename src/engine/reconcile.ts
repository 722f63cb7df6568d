import { lstatSync, type Stats } from 'node:fs';
import { z } from 'zod';
import { sha256 } from './cards/artefact.ts';
import { failingOf } from './cards/report-card.ts';
import { uncheckedOf } from './cards/unchecked.ts';
import { largestOutputBytes } from './files/output-file.ts';
import { readPlainFile } from './files/plain-file.ts';
import { putAside } from './files/put-aside.ts';
import { sweepItem, sweepOutputs } from './files/sweep.ts';
import { recognise } from './judging/recall-judge.ts';
import type { CatalogueItem } from './product.ts';
import type { Shop } from './shop.ts';
import type { ItemState } from './state/state.ts';
import { reopenItem } from './work/reopen-item.ts';
import { writeProvenance } from './work/settle-item.ts';

/** Clocks of files and events differ by a little. */
const clockSlackMs = 2_000;

/**
 * Brings the state in line with the files, which are the truth: outputs and escalations whose event
 * a crash swallowed, that a person removed, or changed by hand. Everything found is put on record.
 */
export async function reconcile(shop: Shop, lastAtMs: number): Promise<void> {
  const { accepted, escalated } = await sweepOutputs(shop.paths);
  for (const item of shop.catalogue) {
    const known = shop.itemState(item.id);
    const { status } = known;
    if (status === 'working') {
      await sweepItem(shop.paths.item(item.id));
      const reason = 'the engine ended in the middle of it';
      shop.record({ type: 'item.released', item: item.id, reason });
    }
    if (accepted.has(item.id)) {
      const found = lstatSync(shop.paths.acceptedFile(item.id));
      if (!isAsRecorded(known, found, lastAtMs)) await lookAtOutput(shop, item, found);
    } else if (status === 'accepted') {
      notice(shop, item, `accepted/${item.id}.json has gone; it is made anew from its transcript`);
      release(shop, item, 'its accepted output has gone');
    }
    if (escalated.has(item.id) !== (status === 'escalated') && !accepted.has(item.id)) {
      await lookAtEscalation(shop, item, escalated.has(item.id));
    }
  }
}

/**
 * Whether an output can be taken for what its event says without being read. A start asks this of all of
 * them, so it waits for nothing: a hundred thousand answers that are waited for take ten times as long.
 */
function isAsRecorded({ status, sizeBytes }: ItemState, found: Stats, lastAtMs: number): boolean {
  // When it was touched last: unlike the time of its last change, nobody can set that back.
  const isOld = found.ctimeMs <= lastAtMs + clockSlackMs;
  return status === 'accepted' && found.isFile() && found.size === sizeBytes && isOld;
}

async function lookAtOutput(shop: Shop, item: CatalogueItem, found: Stats): Promise<void> {
  const file = shop.paths.acceptedFile(item.id);
  const known = shop.itemState(item.id);
  const isKnown = known.status === 'accepted';
  if (!found.isFile() || found.size > largestOutputBytes) {
    await putAside(shop, item.id, 'is no plain file of a size that an output has');
    if (isKnown) release(shop, item, 'its accepted output has gone');
    return;
  }
  const text = await readPlainFile(file, largestOutputBytes);
  const hash = sha256(text);
  if (isKnown && hash === known.sha256) return;
  const card = await recognise(shop, item, text);
  if (card.verdict === 'pass') {
    if (isKnown)
      notice(shop, item, `accepted/${item.id}.json was changed by hand; it still passes`);
    // Out of the old state first: an output counts once.
    if (isKnown) release(shop, item, 'its accepted output was changed');
    const stored = { sha256: hash, sizeBytes: Buffer.byteLength(text), ...uncheckedOf(card) };
    await sweepItem(shop.paths.item(item.id));
    await writeProvenance(shop, item, { status: 'accepted', ...stored });
    shop.record({ type: 'item.accepted', item: item.id, ...stored, recovered: true });
    return;
  }
  const why = failingOf(card)[0];
  await putAside(shop, item.id, `did not pass (${why?.criterion}: ${why?.message})`);
  if (isKnown) release(shop, item, 'its accepted output was changed and failed');
}

const escalationSchema = z.looseObject({ reason: z.string() });

async function lookAtEscalation(shop: Shop, item: CatalogueItem, isThere: boolean): Promise<void> {
  const file = shop.paths.escalatedFile(item.id);
  if (isThere) {
    const text = await readPlainFile(file, largestOutputBytes).catch(() => '');
    const reason = reasonIn(text) ?? `${file} is there`;
    await sweepItem(shop.paths.item(item.id));
    await writeProvenance(shop, item, { status: 'escalated', reason });
    shop.record({ type: 'item.escalated', item: item.id, reason });
    return;
  }
  const reason = `escalated/${item.id}.json was removed: it is tried anew`;
  await reopenItem(shop, item.id, { by: 'a person', reason });
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
