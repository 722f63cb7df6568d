import { archiveAttempts } from '../agent/attempts.ts';
import { denyWaiting } from '../approvals/deny-waiting.ts';
import { sha256 } from '../cards/artefact.ts';
import type { Ack } from '../commands/command.ts';
import { readOutputFile } from '../files/output-file.ts';
import { putAside } from '../files/put-aside.ts';
import type { Desk } from '../shop.ts';

/** An accepted output that does not pass any more. */
export interface FailedOutput {
  item: string;
  /** Of the text that was judged; undefined where there was none to read. */
  sha256: string | undefined;
  /** What it fails on, in words. */
  why: string;
}

/**
 * Has an accepted output made anew by the next run: the file is put aside, what led to it put away.
 * Refused when the output is another one by now.
 */
export async function requeueItem(desk: Desk, output: FailedOutput, by: string): Promise<Ack> {
  const { item: id, why } = output;
  const { status } = desk.itemState(id);
  if (status !== 'accepted') {
    return refused(`${id} is ${status} on record: the next run looks at its output`);
  }
  const read = await readOutputFile(desk.paths.acceptedFile(id));
  const found = read.type === 'text' ? sha256(read.text) : undefined;
  if (found !== output.sha256) {
    return refused(`${id}: its output is another one than was judged; check it again`);
  }
  const reason = `its output does not pass any more (${why}): it is made anew`;
  denyWaiting(desk, id, { by, reason: 'its output does not pass any more' });
  // In this order a crash leaves an output that is checked again, or an item that begins anew.
  await archiveAttempts(desk.paths.item(id), desk.paths.escalatedFile(id));
  await putAside(desk, id, `does not pass any more (${why})`);
  desk.record({ type: 'item.reopened', item: id, reason });
  return { ok: true };
}

function refused(reason: string): Ack {
  return { ok: false, reason };
}
