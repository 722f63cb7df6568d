import type { Clock } from '../models/clock.ts';
import type { Failure } from '../models/failure.ts';
import type { CallModel, ToolSpec, Usage } from '../models/port.ts';
import type { PriceTable } from '../models/price-table.ts';
import type { LaneName } from '../models/quota/lane-name.ts';
import type { FileAccess, Tool } from '../tools/tool.ts';
import type { Policy } from './approvals/policy.ts';
import type { Breakers } from './breakers/breakers.ts';
import type { Judge } from './cards/judge.ts';
import type { ContentPaths, ItemPaths } from './files/paths.ts';
import type { EventBody, Tick } from './journal/events.ts';
import type { SeatedJudge } from './judging/judge-config.ts';
import type { Limits } from './limits.ts';
import type { Money } from './money/open-money.ts';
import type { CatalogueItem, Product } from './product.ts';
import type { QuotaDesk } from './quota/quota-desk.ts';
import type { Route } from './routing.ts';
import type { ApprovalState, ItemState } from './state/state.ts';
import type { Watchdogs } from './watchdogs/watchdogs-config.ts';

/** What all workers of an engine share. Nothing in it belongs to one item. */
export interface Shop {
  product: Product;
  paths: ContentPaths;
  routes: Route[];
  limits: Limits;
  watchdogs: Watchdogs;
  breakers: Breakers;
  prices: PriceTable;
  quota: QuotaDesk;
  /** Issues the report cards. */
  judge: Judge;
  /** The model that judges what passes otherwise; undefined when none does. */
  seatedJudge: SeatedJudge | undefined;
  /** The shared prefix of every conversation. */
  system: string;
  tools: readonly Tool[];
  toolSpecs: ToolSpec[];
  /** Gated tools that the product may use once an output is accepted. */
  actions: readonly Tool[];
  /** What the rules say to a call of a gated tool. */
  policy: Policy;
  /** How long a person has to decide, in milliseconds. */
  approvalMs: number;
  catalogue: readonly CatalogueItem[];
  callModel: CallModel;
  money: Money;
  /** Dollars of a call, or null when nobody can know. */
  costOf(usage: Usage | null, model: string): number | null;
  record(body: EventBody): void;
  /** When this settles, what is on record survives a power cut. */
  sync(): Promise<void>;
  tick(tick: Tick): void;
  itemState(id: string): ItemState;
  approval(id: string): ApprovalState | undefined;
  waitingApprovals(item: string): ApprovalState[];
  /** The agent's files over an item's draft folder, and files over a folder that is empty. */
  filesOf(paths: ItemPaths): { files: FileAccess; empty: FileAccess };
  clock: Clock;
}

/** The part of a shop that settling an item by hand takes: it works without an engine too. */
export type Desk = Pick<Shop, 'paths' | 'record' | 'itemState' | 'waitingApprovals' | 'clock'>;

/** One item in one worker's hands. */
export interface Job {
  item: CatalogueItem;
  worker: number;
  signal: AbortSignal;
  /** Aborts when the item is to leave its worker before its next call. */
  leaving: AbortSignal;
}

/**
 * How a worker's time with an item ends. `interrupted`: its conversation waits for a later run;
 * `waits`: for a person; `parked`: until one of the lanes takes calls again.
 */
export type ItemEnd =
  | { type: 'accepted' }
  | { type: 'escalated' }
  | { type: 'waits'; reason: string }
  | { type: 'parked'; lanes: readonly LaneName[]; reason: string }
  | { type: 'interrupted'; failure: Failure };
