import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toleratingUnchecked, uncheckedPolicy } from '../engine/cards/unchecked.ts';
import {
  describeSelection,
  type Selection,
  selectItems,
} from '../engine/catalogue/select-items.ts';
import { type Engine, startEngine } from '../engine/engine.ts';
import type { EngineOptions } from '../engine/engine-options.ts';
import { idsIn } from '../engine/files/ids-in.ts';
import { type ContentPaths, contentPaths } from '../engine/files/paths.ts';
import { seatJudge } from '../engine/judging/judge-config.ts';
import type { CatalogueItem } from '../engine/product.ts';
import type { Route } from '../engine/routing.ts';
import type { Validator } from '../engine/validator/validator.ts';
import { systemClock } from '../models/clock.ts';
import { BUILT_IN_PRICES, overridePrices } from '../models/price-table.ts';
import { gatedWork } from './gated-work.ts';
import { type Content, readGuides } from './open-content.ts';
import type { Provider } from './provider.ts';

/** What a run is asked for, flags and preferences already weighed. */
export interface BatchRequest {
  selection: Selection;
  workers: number;
  budgetUsd: number | undefined;
  dailyUsd: number | undefined;
  target: number | undefined;
  tries: number | undefined;
  model: string | undefined;
  dryRun: boolean;
  /** Whether it goes on waiting for decisions once nothing else is left. */
  waitForApprovals: boolean;
}

/** What a batch works with; whoever opened it closes it. */
export interface BatchMeans {
  provider: Provider;
  validator: Validator;
}

export interface Batch {
  engine: Engine;
  requested: readonly CatalogueItem[];
  /** Outputs accepted before a dry run, which does not count them itself. */
  acceptedBefore: ReadonlySet<string>;
  /** Removes what a dry run kept aside. */
  cleanUp(): Promise<void>;
}

/** Starts an engine over a content directory; a dry run keeps all it writes in a temporary one. */
export async function startBatch(
  content: Content,
  { provider, validator }: BatchMeans,
  request: BatchRequest,
): Promise<Batch> {
  const { product, config, catalogue } = content;
  const routes = routesFor(request.model, config.routes ?? product.routes);
  const prices = overridePrices(BUILT_IN_PRICES, config.prices ?? {});
  const wanted = selectItems(catalogue, request.selection);
  const policy = uncheckedPolicy(product, config);
  const judging = { config: config.judge, policy, routes, ownRoutes: config.routes };
  const seatedJudge = seatJudge(product.outputJudge, judging);
  const { paths, cleanUp } = await stateDirectory(content.paths, request.dryRun);
  const acceptedBefore = request.dryRun ? await idsIn(content.paths.accepted) : new Set<string>();
  const requested = wanted.filter(({ id }) => !acceptedBefore.has(id));
  const options: EngineOptions = {
    paths,
    product,
    judge: toleratingUnchecked(validator.judge, policy),
    seatedJudge,
    guides: await readGuides(content.paths.guides),
    // What was accepted before is not this dry run's to make, nor to count.
    catalogue: catalogue.filter(({ id }) => !acceptedBefore.has(id)),
    requested,
    selection: describeSelection(request.selection),
    reopen: request.selection.only ?? [],
    routes,
    limits: config.limits,
    watchdogs: config.watchdogs,
    breakers: config.breakers,
    prices,
    workers: request.workers,
    budgetUsd: request.budgetUsd,
    dailyUsd: request.dailyUsd,
    target: request.target,
    tries: request.tries,
    timeZone: config.timeZone,
    provider: { name: provider.name, baseUrl: provider.baseUrl, rehearsal: provider.rehearsal },
    callModel: provider.callModel,
    accountOf: provider.accountOf,
    quota: config.quota,
    timeScale: provider.timeScale,
    waitForApprovals: request.waitForApprovals,
    ...gatedWork({ paths, config, product }),
    dryRun: request.dryRun,
    clock: systemClock,
    monotonicMs: () => performance.now(),
    random: Math.random,
    newId: randomUUID,
  };
  try {
    const engine = await startEngine(options);
    return { engine, requested, acceptedBefore, cleanUp };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** With --model, that model alone, with all the repairs an item may have. */
function routesFor(model: string | undefined, routes: Route[]): Route[] {
  if (model === undefined) return routes;
  return [{ name: `--model ${model}`, when: {}, steps: [{ model, maxRepairs: 20 }] }];
}

async function stateDirectory(
  real: ContentPaths,
  dryRun: boolean,
): Promise<{ paths: ContentPaths; cleanUp(): Promise<void> }> {
  if (!dryRun) return { paths: real, cleanUp: async () => {} };
  const aside = await mkdtemp(join(tmpdir(), 'ai-factory-dry-run-'));
  return {
    paths: { ...contentPaths(aside), guides: real.guides },
    cleanUp: () => rm(aside, { recursive: true, force: true }),
  };
}
