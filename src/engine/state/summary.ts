import { addUsd } from '../../models/nano-usd.ts';
import { waitingApprovals } from '../approvals/approvals.ts';
import { dayIn } from '../money/calendar-day.ts';
import { spendOfDay } from '../money/day-spend.ts';

import { type Forecast, forecast } from '../money/forecast.ts';
import type { BreakerState, FactoryState, ParkState } from './state.ts';

/** The numbers of a run, as `status --json` prints them and the console shows them. Money in dollars. */
export interface Summary {
  run: {
    id: string;
    state: FactoryState['run']['state'];
    startedAt: string | null;
    activeMs: number;
    reason: string;
    outcome: FactoryState['run']['outcome'] | null;
    /** What it was asked for, in words. */
    selection: string;
    /** While calls wait for another day's dollars: when they go on. */
    parkedUntil: string | null;
    dryRun: boolean;
  };
  product: string;
  provider: { name: string; baseUrl: string; rehearsal: boolean };
  items: {
    total: number;
    waiting: number;
    working: number;
    parked: number;
    accepted: number;
    escalated: number;
  };
  /** What this run was asked for: items, those accepted before it, and how many are settled now. */
  request: {
    items: number;
    skipped: number;
    settled: number;
    /** Outputs wanted of this run and made by it; items it has begun, and may begin. Null: no matter. */
    target: number | null;
    accepted: number;
    begun: number;
    tries: number | null;
  };
  /** What waits for a person, and how much of it the product asks for outputs accepted already. */
  approvals: { waiting: number; toPublish: number };
  /** Breakers that are open, until a person resets them. */
  breakers: { id: string; reason: string; since: string; waiting: number }[];
  /** Models that take no calls: why, until when (null: unknown) and who says so; when one call goes out to see. */
  parked: {
    model: string;
    endpoint: string | null;
    class: string;
    reason: string;
    resumeAt: string | null;
    source: string;
    nextProbeAt: string;
    probes: number;
  }[];
  /** `unchecked`: accepted outputs of which a criterion could not be judged. */
  quality: {
    firstPassRate: number | null;
    finalRate: number | null;
    repairs: number;
    unchecked: number;
  };
  money: {
    /** Everything the journal knows of, and this run's share, to hold against its budget. */
    spentUsd: number;
    runSpentUsd: number;
    budgetUsd: number | null;
    /** Today's dollars over all runs, in the run's time zone, to hold against what a day may cost. */
    todayUsd: number;
    dailyUsd: number | null;
    timeZone: string;
    /** Where the dollars went: into accepted outputs, into attempts that came to nothing, into what is open. */
    acceptedUsd: number;
    wastedUsd: number;
    openUsd: number;
    perAcceptedUsd: number | null;
    unknownCostCalls: number;
    /** What those calls of this run, and of today, may have cost: held against budget and daily limit. */
    unknownUsd: number;
    todayUnknownUsd: number;
  };
  tokens: { input: number; cacheWrite: number; cacheRead: number; output: number };
  throughput: { perHour: number | null };
  /** What is left, and where it leads: an estimate. Null without a run, or with nothing to go by. */
  forecast: Forecast | null;
}

/** As a part of what scripts read. */
function openBreaker({ id, reason, sinceMs, waiting }: BreakerState) {
  return { id, reason, since: new Date(sinceMs).toISOString(), waiting };
}

/** Derives every shown number from the state, at the wall-clock time `nowMs`. */
export function summarise(state: FactoryState, nowMs: number): Summary {
  const { run, counts, totals, quality } = state;
  const activeMs =
    run.activeMs + (run.activeSinceMs === undefined ? 0 : Math.max(0, nowMs - run.activeSinceMs));
  const done = run.accepted + run.escalated;
  const perHour = activeMs > 0 && done > 0 ? (run.accepted * 3_600_000) / activeMs : null;
  const today = spendOfDay(state, dayIn(run.timeZone, nowMs));
  const judged = counts.accepted + counts.escalated;
  return {
    run: {
      id: run.id,
      state: run.state,
      startedAt: run.startedAtMs === 0 ? null : new Date(run.startedAtMs).toISOString(),
      activeMs,
      reason: run.reason,
      outcome: run.outcome ?? null,
      selection: run.selection,
      parkedUntil: state.dayPark ? new Date(state.dayPark.untilMs).toISOString() : null,
      dryRun: run.dryRun,
    },
    product: state.product,
    provider: state.provider,
    items: {
      total: run.total,
      waiting: Math.max(
        0,
        run.total - counts.working - counts.parked - counts.accepted - counts.escalated,
      ),
      ...counts,
    },
    request: {
      items: run.requested,
      skipped: run.skipped,
      settled: run.skipped + done,
      target: run.target,
      accepted: run.accepted,
      begun: run.begun,
      tries: run.tries,
    },
    approvals: approvalsIn(state),
    parked: [...state.parks.values()].map(parkedModel),
    breakers: [...state.breakers.values()].map(openBreaker),
    quality: {
      firstPassRate: ratio(quality.firstPassed, quality.firstChecked),
      finalRate: ratio(counts.accepted, judged),
      repairs: quality.repairs,
      unchecked: quality.unchecked,
    },
    money: {
      spentUsd: totals.costUsd,
      runSpentUsd: run.spentUsd,
      budgetUsd: run.budgetUsd,
      todayUsd: today.spentUsd,
      dailyUsd: run.dailyUsd,
      timeZone: run.timeZone,
      acceptedUsd: state.spend.acceptedUsd,
      wastedUsd: state.spend.wastedUsd,
      openUsd: addUsd(totals.costUsd, -state.spend.acceptedUsd, -state.spend.wastedUsd),
      perAcceptedUsd:
        counts.accepted === 0 || totals.calls === 0 ? null : totals.costUsd / counts.accepted,
      unknownCostCalls: totals.unknownCostCalls,
      unknownUsd: run.unknownUsd,
      todayUnknownUsd: today.unknownUsd,
    },
    tokens: {
      input: totals.input,
      cacheWrite: totals.cacheWrite,
      cacheRead: totals.cacheRead,
      output: totals.output,
    },
    throughput: { perHour },
    forecast: forecast(state, nowMs) ?? null,
  };
}

function parkedModel(park: ParkState): Summary['parked'][number] {
  const { model, endpoint, reason, resumeAtMs, source, probeAtMs, probes } = park;
  return {
    ...{ model, endpoint, class: park.class, reason, source, probes },
    resumeAt: resumeAtMs === null ? null : new Date(resumeAtMs).toISOString(),
    nextProbeAt: new Date(probeAtMs).toISOString(),
  };
}

function approvalsIn(state: FactoryState): Summary['approvals'] {
  const waiting = waitingApprovals(state);
  const toPublish = waiting.filter(({ asker }) => asker === 'product').length;
  return { waiting: waiting.length, toPublish };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
