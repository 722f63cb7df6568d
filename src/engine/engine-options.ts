import type { Clock } from '../models/clock.ts';
import type { CallModel } from '../models/port.ts';
import type { PriceTable } from '../models/price-table.ts';
import type { Tool } from '../tools/tool.ts';
import type { GateRule } from './approvals/gate-rules.ts';
import type { BreakersConfig } from './breakers/breakers-config.ts';
import type { Judge } from './cards/judge.ts';
import type { ContentPaths } from './files/paths.ts';
import type { SeatedJudge } from './judging/judge-config.ts';
import type { Limits } from './limits.ts';
import type { CatalogueItem, Guides, Product } from './product.ts';
import type { QuotaConfig } from './quota/quota-config.ts';
import type { Route } from './routing.ts';
import type { Watchdogs } from './watchdogs/watchdogs-config.ts';

/** Everything an engine is given; it reads no environment, no clock and no configuration by itself. */
export interface EngineOptions {
  paths: ContentPaths;
  product: Product;
  guides: Guides;
  catalogue: readonly CatalogueItem[];
  /** What this run is asked for, in catalogue order, and the words for it. */
  requested: readonly CatalogueItem[];
  selection: string;
  /** Ids named by a person: tried again even when they were escalated. */
  reopen: readonly string[];
  routes: Route[];
  limits: Limits;
  watchdogs: Watchdogs;
  breakers: BreakersConfig;
  prices: PriceTable;
  workers: number;
  budgetUsd: number | undefined;
  /** Dollars of a calendar day of that zone (UTC), over all runs of the directory. */
  dailyUsd?: number | undefined;
  timeZone?: string;
  /** So many accepted outputs are wanted, and so many items may be begun for them. */
  target?: number | undefined;
  tries?: number | undefined;
  provider: { name: string; baseUrl: string; rehearsal: boolean };
  /** Names whose limits those of an endpoint are: the same only with the same address and credential. */
  accountOf(endpoint: string | undefined): string;
  /** Within which bounds the number of calls under way adapts itself. */
  quota: QuotaConfig;
  /** One call over the wire, without retries. */
  callModel: CallModel;
  /** Divides the pauses of our own retry policy. */
  timeScale: number;
  /** Whether the run goes on waiting for decisions once nothing else is left; otherwise it ends. */
  waitForApprovals: boolean;
  /** Issues the report cards. */
  judge: Judge;
  /** The model that judges what passes otherwise; undefined when none does. */
  seatedJudge: SeatedJudge | undefined;
  /** What agents may use. */
  tools: readonly Tool[];
  /** Gated tools that the product may use once an output is accepted. */
  actions: readonly Tool[];
  /** Of factory.json, first match wins; without one a gated call is asked for. */
  rules: readonly GateRule[];
  /** How long a person has to decide, in milliseconds. */
  approvalMs: number;
  /** Tools touch memory only. */
  dryRun: boolean;
  /** All time and every wait of the engine: retries, quotas, expiry, the run's clock. */
  clock: Clock;
  /** Time that nobody can set, in milliseconds: without it a jump of the clock goes unnoticed. */
  monotonicMs?(): number;
  random(): number;
  newId(): string;
}
