import { type AttemptRecord, readAttempts, repairsUsed } from './attempts.ts';
import { openAttempt } from './open-attempt.ts';
import { chooseRoute, nextAttempt, type Route } from './routing.ts';
import { runRecordedAttempt } from './run-recorded-attempt.ts';
import { acceptItem, escalateItem } from './settle-item.ts';
import type { ItemEnd, Job, Shop } from './shop.ts';

/**
 * Makes one item: attempt after attempt along its route, each with its repairs, until its output is
 * accepted or a person is needed. Goes on from what lies on disk, also in the middle of a conversation.
 */
export async function makeItem(shop: Shop, job: Job): Promise<ItemEnd> {
  const paths = shop.paths.item(job.item.id);
  const workload = shop.product.workload(job.item);
  const route = chooseRoute(shop.routes, workload);
  if (!route) return escalateItem(shop, job, `no route for ${JSON.stringify(workload)}`);
  for (;;) {
    const records = await readAttempts(paths, true);
    const last = records.at(-1);
    if (last?.ended?.outcome === 'passed') return acceptItem(shop, job, last);
    const open = last && !last.ended ? last : await begin(shop, job, { route, records });
    if ('escalate' in open) return escalateItem(shop, job, open.escalate);
    const earlier = records.filter(({ attempt }) => attempt !== open.attempt);
    const failure = await runRecordedAttempt(shop, job, { open, earlier });
    if (failure) return { type: 'interrupted', failure };
  }
}

async function begin(
  shop: Shop,
  job: Job,
  { route, records }: { route: Route; records: AttemptRecord[] },
): Promise<AttemptRecord | { escalate: string }> {
  const past = records.flatMap(({ opened, ended }) =>
    ended ? [{ model: opened.model, outcome: ended.outcome, detail: ended.detail }] : [],
  );
  const next = nextAttempt(route, past);
  if (next.type === 'escalate') return { escalate: next.reason };
  return openAttempt(shop, job, {
    attempt: (records.at(-1)?.attempt ?? 0) + 1,
    route: route.name,
    model: next.step.model,
    maxRepairs: Math.max(
      0,
      Math.min(next.step.maxRepairs, shop.limits.maxRepairs - repairsUsed(records)),
    ),
    reason: next.reason,
  });
}
