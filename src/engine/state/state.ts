import type { Park } from '../../models/quota/park.ts';
import type { GateRule } from '../approvals/gate-rules.ts';
import type { RunEnd } from '../breakers/run-end.ts';
import type { Tally } from '../breakers/tally.ts';
import type { Action, Failing } from '../journal/events.ts';
import type { Series } from './series.ts';

/** What one item has become; items that nobody touched are not here, they are waiting. */
export interface ItemState {
  id: string;
  title: string;
  status: 'waiting' | 'working' | 'parked' | 'accepted' | 'escalated';
  attempts: number;
  repairs: number;
  /** Known dollars, over all attempts; calls of unknown cost are counted beside it. */
  costUsd: number;
  unknownCostCalls: number;
  /** Worst case of its calls whose cost nobody knows. */
  unknownUsd: number;
  /** Input (cached or not) and output tokens, over all attempts. */
  tokens: number;
  /** Time that models spent on it: calls alone, no pause, no wait for a provider. */
  activeMs: number;
  /** What it had used up when a person had it begun anew: its limits count from there. */
  since: { costUsd: number; unknownUsd: number; tokens: number; activeMs: number };
  /** Dollars of the attempt that is open, or passed and is not accepted yet. */
  attemptUsd: number;
  /** Dollars of the attempt whose output is accepted. */
  acceptedUsd: number;
  /** Of the last report card. */
  failing: Failing[];
  /** Criteria that nobody could judge of its accepted output. */
  unchecked: readonly string[];
  /** Every criterion that one of its cards failed on. */
  everFailed: readonly string[];
  /** The newest card counted: one that a crash had issued twice counts once. */
  lastCheck: { attempt: number; check: number };
  /** Verdict of the very first report card, once there is one. */
  firstPass: boolean | undefined;
  model: string | undefined;
  route: string | undefined;
  /** Why it waits for a person, or why it is parked. */
  reason: string | undefined;
  /** The run that accepted or escalated it. */
  settledIn: string | undefined;
  /** The run that began it last. */
  begunIn: string | undefined;
  /** The start (`run.startSeq`) in which it was parked last. */
  parkedIn: number | undefined;
  sha256: string | undefined;
  sizeBytes: number | undefined;
  /** When something happened to it last, epoch ms. */
  changedAtMs: number;
}

/** What a worker is doing now, as far as the journal knows. */
export interface WorkerState {
  worker: number;
  item: string;
  title: string;
  model: string;
  attempt: number;
  repairs: number;
  turn: number;
  lastTool: { tool: string; isError: boolean; summary: string } | undefined;
  /** Dollars of this item so far. */
  costUsd: number;
  /** When the item was taken up, epoch ms. */
  sinceMs: number;
}

export interface Totals {
  calls: number;
  costUsd: number;
  unknownCostCalls: number;
  input: number;
  cacheWrite: number;
  cacheRead: number;
  output: number;
}

export interface RunState {
  id: string;
  /** Sequence number of its last start. */
  startSeq: number;
  state: 'none' | 'running' | 'paused' | 'finished' | 'stopped' | 'crashed';
  /** Why it ended or paused. */
  reason: string;
  outcome: 'finished' | 'stopped' | 'budget' | 'interrupted' | 'crashed' | undefined;
  /** Known once it has ended: items asked for and not accepted, and whether the provider refused us. */
  notAccepted: number | undefined;
  unusable: boolean;
  /** Whether a model has answered a call of this run. */
  answered: boolean;
  startedAtMs: number;
  /** Time in which it was running, without pauses and waits for a person alone, up to `activeSinceMs`. */
  activeMs: number;
  /** Since when it has been running, or undefined while it is not. */
  activeSinceMs: number | undefined;
  workers: number;
  budgetUsd: number | null;
  /** Of a calendar day of that zone, over all runs of the directory. */
  dailyUsd: number | null;
  timeZone: string;
  /** So many accepted outputs are wanted, and so many items may be begun; null: no matter. */
  target: number | null;
  tries: number | null;
  total: number;
  requested: number;
  skipped: number;
  selection: string;
  dryRun: boolean;
  /** What persons have allowed for the rest of this run; before the rules of factory.json. */
  rules: readonly GateRule[];
  /** Since this run began, restarts after a crash included. */
  accepted: number;
  escalated: number;
  /** Items begun; one that was put down, or met by a crash, and goes on is begun once. */
  begun: number;
  /** Time that models spent, over all its workers. */
  modelMs: number;
  /** Whether the last word on the forecast was that it passes the budget. */
  passesBudget: boolean;
  /** Since its last start alone: after a crash they are tried again. */
  parked: number;
  spentUsd: number;
  tokens: number;
  /** Worst case of the run's calls whose cost nobody knows: held against the budget, not counted as spent. */
  unknownUsd: number;
}

/** A class of trouble by criterion: how often cards failed on it, and how often the next card passed it. */
export interface CriterionTally {
  failed: number;
  repaired: number;
  lastMessage: string;
  /** Failures over the time of the run. */
  trend: Series;
}

/** What attempts on one step of a route came to, beside what the route expects of it. */
export interface StepTally {
  route: string;
  model: string;
  started: number;
  ended: number;
  passed: number;
  costUsd: number;
}

/** Numbers of which the mean and the spread are wanted. */
export interface Sums {
  count: number;
  sum: number;
  squares: number;
}

/** What items of a route came to, of all runs, and how many of them this run still has. */
export interface RouteOutlook {
  route: string;
  /** Not settled when the run began; and settled since. */
  open: number;
  settled: number;
  /** What the route expects of an item: dollars, and the share that is accepted. */
  expectedUsd: number | null;
  expectedRate: number | null;
  /** Over all runs: items settled by the factory, accepted or not. */
  usd: Sums;
  modelMs: Sums;
  accepted: number;
}

/** Dollars of the calls that ended in a quarter of an hour; `unknownUsd`: at worst, nobody knows. */
export interface QuarterSpend {
  spentUsd: number;
  unknownUsd: number;
}

/** A model that takes no calls for a while: it has met a limit, or a person is needed. Times in epoch ms. */
export interface ParkState extends Park {
  model: string;
  endpoint: string | null;
  account: string;
  sinceMs: number;
  isProbing: boolean;
}

/**
 * Work that is stopped until a person says otherwise: attempts on a model, items of a route, or all of a
 * run's. `name`: the model or the route; `waiting`: items that wait for it.
 */
export interface BreakerState {
  id: string;
  scope: 'model' | 'route' | 'run';
  name: string;
  reason: string;
  sinceMs: number;
  waiting: number;
}

/** Calls that failed, by the class of their failure. */
export interface ErrorTally {
  count: number;
  lastMessage: string;
  lastAtMs: number;
}

/**
 * Where a gated action stands. `acting`: it is being carried out; `unknown`: it was, and whether it
 * happened nobody knows.
 */
export type ApprovalStage =
  | 'waiting'
  | 'approved'
  | 'denied'
  | 'expired'
  | 'void'
  | 'acting'
  | 'done'
  | 'failed'
  | 'unknown';

/** A gated action, what was decided about it, and what came of it. */
export interface ApprovalState {
  id: string;
  item: string;
  /** The agent in the middle of its turn, or the product once the output is accepted. */
  asker: 'agent' | 'product';
  attempt: number;
  turn: number;
  tool: string;
  action: Action;
  input: string;
  digest: string;
  reason: string;
  askedAtMs: number;
  expiresAtMs: number | null;
  state: ApprovalStage;
  decidedBy: string;
  decidedReason: string;
  /** What the action said when it ended. */
  outcome: string;
}

/** Everything that can be known from the journal alone; `fold` makes it, event by event. */
export interface FactoryState {
  seq: number;
  /** Time of the last event, epoch ms. */
  lastAtMs: number;
  product: string;
  provider: { name: string; baseUrl: string; rehearsal: boolean };
  run: RunState;
  items: Map<string, ItemState>;
  counts: { working: number; parked: number; accepted: number; escalated: number };
  /** `unchecked`: accepted outputs of which a criterion could not be judged. */
  quality: { firstPassed: number; firstChecked: number; repairs: number; unchecked: number };
  totals: Totals;
  byModel: Map<string, Totals>;
  byPurpose: Map<string, Totals>;
  /** Where the dollars went: into accepted outputs, or into attempts that came to nothing. The rest is open. */
  spend: { acceptedUsd: number; wastedUsd: number };
  /** Dollars by quarter of an hour, its number counted from 1970: what a calendar day has cost. */
  quarters: Map<number, QuarterSpend>;
  /** Since when calls wait for the next day, because today's dollars are used up, and until when. */
  dayPark: { sinceMs: number; untilMs: number } | undefined;
  /** Accepted outputs and dollars over the time of the run. */
  timeline: { accepted: Series; usd: Series };
  /** Key: route and model, see `stepKey`. */
  bySteps: Map<string, StepTally>;
  /** Key: route. */
  outlook: Map<string, RouteOutlook>;
  errors: Map<string, ErrorTally>;
  criteria: Map<string, CriterionTally>;
  approvals: Map<string, ApprovalState>;
  workers: Map<number, WorkerState>;
  /** Models that wait for their provider, and until when, if it said. */
  waits: Map<string, { reason: string; untilMs: number | null }>;
  /** Models that take no calls for a while, and why. Key: see `laneKey`. */
  parks: Map<string, ParkState>;
  /** What the last items tried on a model, or settled on a route, came to: what breakers count. */
  tallies: Map<string, Tally>;
  /** How the newest items of the run ended, oldest first: what the run's own breakers count. */
  runEnds: readonly RunEnd[];
  /** Breakers that are open, by id. */
  breakers: Map<string, BreakerState>;
  /** Calls begun and not settled: key `item/attempt/turn` to the dollars reserved. */
  inFlight: Map<
    string,
    {
      model: string;
      purpose: 'write' | 'repair' | 'judge';
      reservedUsd: number | null;
      sinceMs: number;
    }
  >;
  /** Set when a run ends: the next start's notices take the place of the old ones. */
  noticesAreOld: boolean;
  /** The latest notices, oldest first, at most 50. */
  notices: { at: string; level: 'info' | 'warning' | 'error'; message: string }[];
}
