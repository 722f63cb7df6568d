import { join } from 'node:path';
import type { CallModel } from '../models/port.ts';
import type { Governor } from '../models/quota/governor.ts';
import { type GovernedOptions, withGovernor } from '../models/quota/with-governor.ts';
import { createDryRunFiles } from '../tools/dry-run-files.ts';
import { dryRunTool } from '../tools/dry-run-tool.ts';
import { createFileAccess } from '../tools/file-access.ts';
import type { FileAccess } from '../tools/tool.ts';
import { toolSpec } from '../tools/tool-spec.ts';
import { waitingByItem } from './approvals/approval-index.ts';
import { policyOf } from './approvals/policy.ts';
import { createBreakers } from './breakers/breakers.ts';
import type { EngineOptions } from './engine-options.ts';
import type { ItemPaths } from './files/paths.ts';
import type { Recorder } from './journal/recorder.ts';
import { withLedger } from './ledger.ts';
import { type CallPrices, createCallPrices } from './money/call-price.ts';
import { type Money, openMoney } from './money/open-money.ts';
import { withCaps } from './money/with-caps.ts';
import { createQuotaDesk } from './quota/quota-desk.ts';
import type { Shop } from './shop.ts';
import { itemOf } from './state/item-entry.ts';
import { withWarmUp } from './warm-up.ts';
import { type Valve, withValve } from './work/valve.ts';

/** What a shop is opened over, besides the engine's options. */
export interface ShopParts {
  recorder: Recorder;
  valve: Valve;
  governor: Governor;
}

/** Puts together what all workers share: tools, prompt, prices, and the way to the model. */
export function openShop(options: EngineOptions, { recorder, valve, governor }: ShopParts): Shop {
  const { product, dryRun } = options;
  const tools = dryRun ? options.tools.map(dryRunTool) : options.tools;
  const prices = createCallPrices(options.prices, options.limits.leastOutputTokens);
  const { getState } = recorder.store;
  const money = openMoney(options, recorder);
  const breakers = createBreakers({ store: recorder.store, ...options });
  return {
    ...options,
    money,
    system: product.systemPrompt(options.guides),
    tools,
    // A dry run never acts, so it never asks.
    actions: dryRun ? [] : options.actions,
    policy: policyOf(() => getState().run.rules, options.rules),
    toolSpecs: tools.map(toolSpec),
    callModel: guardedCall(options, { recorder, valve, governor, prices, money }),
    breakers,
    quota: createQuotaDesk({
      governor,
      whyBroken: breakers.whyModel,
      ...{ routes: options.routes, product },
      attemptsOf: (id) => getState().items.get(id)?.attempts ?? 0,
    }),
    costOf: prices.costOf,
    record: recorder.record,
    sync: recorder.sync,
    tick: recorder.store.tick,
    itemState: (id) => itemOf(getState(), id),
    approval: (id) => getState().approvals.get(id),
    waitingApprovals: waitingByItem(recorder.store),
    filesOf: filesOver(options),
  };
}

interface Guards extends ShopParts {
  prices: CallPrices;
  money: Money;
}

/** Warm-up around quota and retry around the limits in dollars around the valve around the ledger around the wire: the loop sees one call. */
function guardedCall(options: EngineOptions, guards: Guards): CallModel {
  const { recorder, valve, governor, prices, money } = guards;
  const { clock, random, timeScale } = options;
  const onRecord = withLedger(options.callModel, prices, recorder.record);
  // The valve is inside the limits: what waited for money must not slip through a pause.
  const held = withValve(onRecord, valve);
  const inBudget = withCaps(held, { caps: money.caps, prices, stopping: valve.closed });
  const governed = withGovernor(inBudget, {
    ...{ governor, clock, random, timeScale },
    stopping: valve.closed,
    hasAnswered: () => recorder.store.getState().run.answered,
    onWait: waitTeller(recorder),
  });
  // Outside the quota: who waits for another's reply to begin holds no place, and heeds what it met.
  return withWarmUp(governed, { clock, stopping: valve.closed });
}

function waitTeller({ record }: Recorder): GovernedOptions['onWait'] {
  return ({ reason, request: { model }, failure, untilMs }) => {
    const why = `${reason}: ${failure.message.slice(0, 300)}`;
    record({ type: 'call.waiting', model, reason: why, untilMs });
  };
}

function filesOver({ paths, dryRun }: EngineOptions): Shop['filesOf'] {
  const kept = new Map<string, FileAccess>();
  return (item: ItemPaths) => {
    const mounts = { guides: paths.guides };
    const within = item.content;
    const empty = createFileAccess({ draft: join(item.root, 'nothing'), within, mounts });
    const real = createFileAccess({ draft: item.draft, within, mounts });
    if (!dryRun) return { files: real, empty };
    // In a dry run an item's files are memory: the same memory each time they are asked for.
    const files = kept.get(item.root) ?? createDryRunFiles(real);
    kept.set(item.root, files);
    return { files, empty };
  };
}
