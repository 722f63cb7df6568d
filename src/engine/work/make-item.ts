import type { Failure } from '../../models/failure.ts';
import { laneKey } from '../../models/quota/lane-name.ts';
import { type AttemptRecord, readAttempts, repairsUsed } from '../agent/attempts.ts';
import { pendingReply, turnsOf } from '../agent/conversation.ts';
import { openAttempt } from '../agent/open-attempt.ts';
import { recordEnd, runRecordedAttempt } from '../agent/run-recorded-attempt.ts';
import { chooseLane } from '../quota/choose-lane.ts';
import { chooseRoute, hasLane, nextAttempt, type PastAttempt, type Route } from '../routing.ts';
import type { ItemEnd, Job, Shop } from '../shop.ts';
import { acceptItem, escalateItem } from './settle-item.ts';

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
    if (job.leaving.aborted) return { type: 'interrupted', failure: left };
    const open = last && !last.ended ? last : undefined;
    const held = open && lookAtLane(shop, route, open);
    if (held?.type === 'parked') return held;
    if (open && held) {
      await recordEnd(shop, open, { outcome: 'dropped', detail: held.detail });
      continue;
    }
    const next = open ?? (await begin(shop, job, { route, records }));
    if ('type' in next) return next;
    const earlier = records.filter(({ attempt }) => attempt !== next.attempt);
    const pause = await runRecordedAttempt(shop, job, { open: next, earlier });
    const parked = pause?.type === 'interrupted' ? pause.failure.lane : undefined;
    if (parked && laneKey(parked) !== laneKey(next.opened)) {
      // Not the author's model: its judge's.
      return { type: 'parked', lanes: [parked], reason: shop.quota.whyParked(parked) };
    }
    // Its own model was parked meanwhile: whether another may take its place is seen above.
    if (pause && !parked) return pause;
  }
}

const left: Failure = { class: 'aborted', message: 'no further attempt is wanted' };

/** Ends that say something about the machine, the product or the request, not about the item. */
const systemOutcomes = new Set<string | undefined>(['error', 'unchecked']);

/**
 * Whether an attempt that is open goes on: it waits while its model is parked, unless nothing of it is
 * paid for and another may stand in; and with other routes than before, it may belong to none of them.
 */
function lookAtLane(
  shop: Shop,
  route: Route,
  { opened, entries }: AttemptRecord,
): Extract<ItemEnd, { type: 'parked' }> | { type: 'dropped'; detail: string } | undefined {
  const step = route.steps.find((one) => hasLane(one, opened));
  const name = laneKey(opened);
  if (!step) return { type: 'dropped', detail: `${name} is in route ${route.name} no more` };
  if (pendingReply(entries) || !shop.quota.isParked(opened)) return undefined;
  const reason = shop.quota.whyParked(opened);
  if (turnsOf(entries) > 0) return { type: 'parked', lanes: [opened], reason };
  const chosen = chooseLane(step, shop.quota, '');
  if (chosen.type === 'parked') return chosen;
  return { type: 'dropped', detail: `nothing was paid for yet, and ${reason}` };
}

async function begin(
  shop: Shop,
  job: Job,
  { route, records }: { route: Route; records: AttemptRecord[] },
): Promise<AttemptRecord | ItemEnd> {
  const next = nextAttempt(route, pastOf(records));
  if (next.type === 'escalate') {
    const isOurs = systemOutcomes.has(records.at(-1)?.ended?.outcome);
    const cause = isOurs ? 'system' : 'item';
    return escalateItem(shop, job.item, { reason: next.reason, cause });
  }
  const chosen = chooseLane(next.step, shop.quota, next.reason);
  if (chosen.type === 'parked') return chosen;
  return openAttempt(shop, job, {
    attempt: (records.at(-1)?.attempt ?? 0) + 1,
    route: route.name,
    model: chosen.lane.model,
    endpoint: chosen.lane.endpoint,
    maxRepairs: Math.max(
      0,
      Math.min(next.step.maxRepairs, shop.limits.maxRepairs - repairsUsed(records)),
    ),
    reason: chosen.reason,
  });
}

/** An attempt that was given up before its first reply used up nothing of the route. */
function pastOf(records: readonly AttemptRecord[]): PastAttempt[] {
  return records.flatMap(({ opened, entries, ended }) => {
    if (!ended || (ended.outcome === 'dropped' && turnsOf(entries) === 0)) return [];
    const { model, endpoint } = opened;
    return [{ model, endpoint, outcome: ended.outcome, detail: ended.detail }];
  });
}
