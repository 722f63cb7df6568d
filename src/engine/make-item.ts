import type { Failure } from '../models/failure.ts';
import { type AttemptRecord, readAttempts, repairsUsed } from './attempts.ts';
import { openAttempt } from './open-attempt.ts';
import { chooseRoute, nextAttempt, type Route } from './routing.ts';
import { recordEnd, runRecordedAttempt } from './run-recorded-attempt.ts';
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
  if (!route) {
    const reason = `no route for ${JSON.stringify(workload)}`;
    return escalateItem(shop, job.item, { reason, cause: 'system' });
  }
  for (;;) {
    const records = await readAttempts(paths, true);
    const last = records.at(-1);
    if (last?.ended?.outcome === 'passed') return acceptItem(shop, job, last);
    if (last && !last.ended && !isOnRoute(route, last)) {
      const detail = `${last.opened.model} is in route ${route.name} no more`;
      await recordEnd(shop, last, { outcome: 'dropped', detail });
      continue;
    }
    if (job.leaving.aborted) return { type: 'interrupted', failure: left };
    const open = last && !last.ended ? last : await begin(shop, job, { route, records });
    if ('escalate' in open) {
      const isOurs = systemOutcomes.has(last?.ended?.outcome);
      const cause = isOurs ? 'system' : 'item';
      return escalateItem(shop, job.item, { reason: open.escalate, cause });
    }
    const earlier = records.filter(({ attempt }) => attempt !== open.attempt);
    const pause = await runRecordedAttempt(shop, job, { open, earlier });
    if (pause) return pause;
  }
}

const left: Failure = { class: 'aborted', message: 'no further attempt is wanted' };

/** Ends that say something about the machine, the product or the request, not about the item. */
const systemOutcomes = new Set<string | undefined>(['error', 'unchecked']);

/** With other routes than before, an attempt that is still open may belong to none of them. */
function isOnRoute(route: Route, { opened }: AttemptRecord): boolean {
  return route.steps.some(({ model }) => model === opened.model);
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
