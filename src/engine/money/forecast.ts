import { addUsd } from '../../models/nano-usd.ts';
import type { Range } from '../journal/events.ts';
import { itemOf } from '../state/item-entry.ts';
import type { FactoryState, RouteOutlook, Sums } from '../state/state.ts';
import { dayIn } from './calendar-day.ts';
import { spendOfDay } from './day-spend.ts';
import { withOne } from './outlook.ts';
import { added, manyMore, mapRange, oneMore, rangeOf, type Spread } from './spread.ts';

/** Where a run leads: ranges from the 10th percentile to the 90th. An estimate, and nothing in it is certain. */
export interface Forecast {
  /** Items that are still to be settled; fewer where a target takes fewer. */
  items: number;
  /** Items that it rests on: those the factory has settled here. With none, on what the routes state. */
  seen: number;
  /** What those items still take, and what the run will have cost by then. */
  restUsd: Range;
  endUsd: Range;
  /** Until then, waits for another day's dollars included; null while nobody knows, or nothing runs. */
  restMs: Range | null;
}

/** What is left of a route, and what has been seen of it. */
interface Share {
  count: number;
  route: RouteOutlook;
}

/** The forecast at the wall-clock time `nowMs`; undefined where there is no run, or nothing to go by. */
export function forecast(state: FactoryState, nowMs: number): Forecast | undefined {
  const { run } = state;
  if (run.state === 'none') return undefined;
  const items = itemsLeft(state);
  const known = knownRoutes(state);
  const shares = sharesOf(known, items);
  const seen = [...state.outlook.values()].reduce((sum, { usd }) => sum + usd.count, 0);
  const usd = sumOver(shares, ({ usd, expectedUsd }) =>
    oneMore(usd, expectedUsd ?? meanOf(known, 'usd')),
  );
  if (usd === undefined) return undefined;
  const rest = rangeOf(less(usd, spentInWork(state, shares)));
  return {
    items,
    seen,
    restUsd: rest,
    endUsd: mapRange(rest, (value) => addUsd(run.spentUsd, value)),
    restMs: timeLeft(state, { known, shares, restUsd: rest, nowMs }),
  };
}

function isLive({ run }: Pick<FactoryState, 'run'>): boolean {
  return run.state === 'running' || run.state === 'paused';
}

/** Of the items asked for, or of those that a target still takes at the share accepted so far. */
function itemsLeft(state: FactoryState): number {
  const { run } = state;
  const parked = isLive(state) ? run.parked : 0;
  const left = Math.max(0, run.requested - run.skipped - run.accepted - run.escalated - parked);
  if (run.target === null) return left;
  const wanted = Math.max(0, run.target - run.accepted);
  const most =
    run.tries === null ? left : Math.max(0, run.tries - run.begun + state.counts.working);
  return Math.min(left, most, Math.ceil(wanted / rateOf(state)));
}

/** The share of items that are accepted: of those seen, and of one more at what the routes state. */
function rateOf({ outlook }: Pick<FactoryState, 'outlook'>): number {
  const all = [...outlook.values()];
  const seen = all.reduce((sum, { usd }) => sum + usd.count, 0);
  const accepted = all.reduce((sum, one) => sum + one.accepted, 0);
  const stated = all.find(({ expectedRate }) => expectedRate !== null)?.expectedRate ?? 1;
  return Math.max(0.05, (accepted + stated) / (seen + 1));
}

/**
 * What is known of the routes. An item in work that has taken more than its route's mean counts already as
 * if it were settled at that: those that end first are the cheap ones.
 */
function knownRoutes(state: FactoryState): RouteOutlook[] {
  const known = new Map(state.outlook);
  for (const { item } of state.workers.values()) {
    const { route = '', costUsd, activeMs, since } = itemOf(state, item);
    const of = known.get(route);
    if (!of) continue;
    const usd = withOverrun(of.usd, addUsd(costUsd, -since.costUsd), of.expectedUsd);
    const modelMs = withOverrun(of.modelMs, activeMs - since.activeMs, null);
    known.set(route, { ...of, usd, modelMs });
  }
  return [...known.values()];
}

function withOverrun(sums: Sums, value: number, stated: number | null): Sums {
  const mean = oneMore(sums, stated)?.mean;
  return mean !== undefined && value > mean ? withOne(sums, value) : sums;
}

/** The items left by route, in the proportion of what each has open. */
function sharesOf(known: readonly RouteOutlook[], items: number): Share[] {
  const open = known.map((route) => ({
    route,
    count: Math.max(0, route.open - route.settled),
  }));
  const all = open.reduce((sum, { count }) => sum + count, 0);
  return all === 0
    ? open.map(({ route }) => ({ route, count: items / open.length }))
    : open.map(({ route, count }) => ({ route, count: (count * items) / all }));
}

function sumOver(
  shares: readonly Share[],
  one: (route: RouteOutlook) => ReturnType<typeof oneMore>,
): Spread | undefined {
  const spreads: Spread[] = [];
  for (const { route, count } of shares) {
    if (count === 0) continue;
    const next = one(route);
    if (!next) return undefined;
    spreads.push(manyMore(count, next));
  }
  return shares.length === 0 ? undefined : added(spreads);
}

/** What is known of the other routes, for one of which nothing is. */
function meanOf(all: readonly RouteOutlook[], of: 'usd' | 'modelMs'): number | null {
  const sums = all.map((route): Sums => route[of]);
  const count = sums.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? null : sums.reduce((sum, one) => sum + one.sum, 0) / count;
}

/** What items in work have cost already, each at most what most of such an item costs. */
function spentInWork(state: FactoryState, shares: readonly Share[]): number {
  return sumInWork(state, (route, { costUsd, since }) => {
    const share = shares.find((one) => one.route.route === route);
    const mean = share && oneMore(share.route.usd, share.route.expectedUsd)?.mean;
    return Math.min(addUsd(costUsd, -since.costUsd), 0.8 * (mean ?? 0));
  });
}

function sumInWork(
  state: FactoryState,
  of: (route: string, item: ReturnType<typeof itemOf>) => number,
): number {
  let sum = 0;
  for (const { item } of state.workers.values()) {
    const entry = itemOf(state, item);
    if (entry.route !== undefined) sum += of(entry.route, entry);
  }
  return sum;
}

function less({ mean, variance }: Spread, done: number): Spread {
  return { mean: Math.max(0, mean - done), variance };
}

interface Left {
  known: readonly RouteOutlook[];
  shares: readonly Share[];
  restUsd: Range;
  nowMs: number;
}

/** Models' time that is left, by how much of it passes in a moment; and days that have to be waited for. */
function timeLeft(state: FactoryState, { known, shares, restUsd, nowMs }: Left): Range | null {
  const { run, inFlight } = state;
  const items = shares.reduce((sum, { count }) => sum + count, 0);
  if (!isLive(state)) return null;
  if (items === 0) return { low: 0, likely: 0, high: 0 };
  const flyingMs = [...inFlight.values()].reduce((sum, { sinceMs }) => sum + (nowMs - sinceMs), 0);
  const activeMs = run.activeMs + Math.max(0, nowMs - (run.activeSinceMs ?? nowMs));
  const work = sumOver(shares, ({ modelMs }) => oneMore(modelMs, meanOf(known, 'modelMs')));
  const atOnce = Math.min((run.modelMs + Math.max(0, flyingMs)) / activeMs, Math.max(1, items));
  if (!work || meanOf(known, 'modelMs') === null || !(atOnce > 0)) return null;
  const doneMs = sumInWork(
    state,
    (_route, { activeMs: workedMs, since }) => workedMs - since.activeMs,
  );
  const busy = rangeOf(less(work, Math.min(doneMs, work.mean / 2)));
  const wait = (usd: number) => daysMs(state, usd, nowMs);
  return {
    low: busy.low / atOnce + wait(restUsd.low),
    likely: busy.likely / atOnce + wait(restUsd.likely),
    high: busy.high / atOnce + wait(restUsd.high),
  };
}

/** How long the run waits for other days' dollars, when so many are still to be spent. */
function daysMs(state: FactoryState, restUsd: number, nowMs: number): number {
  const { dailyUsd, timeZone } = state.run;
  if (dailyUsd === null) return 0;
  const day = dayIn(timeZone, nowMs);
  const { spentUsd, unknownUsd } = spendOfDay(state, day);
  const beyondUsd = restUsd - Math.max(0, dailyUsd - spentUsd - unknownUsd);
  if (beyondUsd <= 0) return 0;
  const days = Math.ceil(beyondUsd / dailyUsd);
  return day.endMs - nowMs + (days - 1) * (day.endMs - day.startMs);
}

/** Whether the run is held to pass its budget, what nobody knows the cost of included; undefined: hard to say. */
export function passesBudget(
  { run }: Pick<FactoryState, 'run'>,
  { seen, endUsd }: Forecast,
): boolean | undefined {
  const { budgetUsd, unknownUsd } = run;
  if (budgetUsd === null) return false;
  const likely = endUsd.likely + unknownUsd;
  if (endUsd.low + unknownUsd > budgetUsd) return true;
  if (seen >= enoughSeen && likely > budgetUsd) return true;
  // Close to the budget it would change its mind with every item.
  return likely < clearlyWithin * budgetUsd ? false : undefined;
}

const enoughSeen = 5;
const clearlyWithin = 0.9;
