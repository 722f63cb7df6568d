import { sha256 } from '../cards/artefact.ts';
import { removeOwn } from '../files/own-files.ts';
import type { Job, Shop } from '../shop.ts';
import type { AttemptRecord } from './attempts.ts';
import { text } from './conversation.ts';
import { type EntryOf, writeTranscript } from './transcript.ts';

/** What an attempt begins with; `reason` says why this model. */
export interface AttemptPlan {
  attempt: number;
  route: string;
  model: string;
  endpoint: string | undefined;
  maxRepairs: number;
  reason: string;
}

/** Begins a fresh conversation over a fresh draft: nothing of an earlier attempt shines through. */
export async function openAttempt(
  shop: Shop,
  { item }: Job,
  plan: AttemptPlan,
): Promise<AttemptRecord> {
  const { attempt, route, model, endpoint, maxRepairs, reason } = plan;
  const place = endpoint === undefined ? {} : { endpoint };
  const paths = shop.paths.item(item.id);
  const at = new Date(shop.clock.now()).toISOString();
  const opened: EntryOf<'opened'> = {
    type: 'opened',
    v: 1,
    at,
    item: item.id,
    attempt,
    route,
    model,
    ...place,
    maxRepairs,
    systemSha256: sha256(shop.system),
  };
  const task: EntryOf<'user'> = {
    type: 'user',
    at,
    content: [text(shop.product.itemPrompt(item))],
  };
  await removeOwn({ path: paths.draft, below: paths.content });
  await writeTranscript(paths.transcript(attempt), [opened, task], paths.content);
  shop.record({ type: 'attempt.started', item: item.id, attempt, route, model, ...place, reason });
  return { attempt, opened, entries: [opened, task], ended: undefined };
}
