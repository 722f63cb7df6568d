import { join } from 'node:path';
import { addUsd } from '../models/nano-usd.ts';
import type { CallModel, ModelRequest } from '../models/port.ts';
import { costUsd, worstCaseUsd } from '../models/prices.ts';
import { withRetry } from '../models/retry.ts';
import { createThrottleGate } from '../models/throttle-gate.ts';
import { createDryRunFiles } from '../tools/dry-run-files.ts';
import { dryRunTool } from '../tools/dry-run-tool.ts';
import { createFileAccess } from '../tools/file-access.ts';
import type { FileAccess } from '../tools/tool.ts';
import { toolSpec } from '../tools/tool-spec.ts';
import { waitingByItem } from './approval-index.ts';
import { type Budget, createBudget, withBudget } from './budget.ts';
import type { EngineOptions } from './engine-options.ts';
import { itemOf } from './item-entry.ts';
import { type Pricing, withLedger } from './ledger.ts';
import type { ItemPaths } from './paths.ts';
import { policyOf } from './policy.ts';
import type { Recorder } from './recorder.ts';
import type { Shop } from './shop.ts';
import { type Valve, withValve } from './valve.ts';

/** Puts together what all workers share: tools, prompt, prices, and the way to the model. */
export function openShop(options: EngineOptions, recorder: Recorder, valve: Valve): Shop {
  const { product, dryRun, prices } = options;
  const tools = dryRun ? options.tools.map(dryRunTool) : options.tools;
  const pricing: Pricing = {
    costOf: (usage, model) => (usage ? (costUsd(usage, model, prices) ?? null) : null),
    worstCaseOf: (request) =>
      worstCaseUsd(
        {
          model: request.model,
          maxTokens: request.maxTokens,
          knownTokens: promptTokenBound(request),
        },
        prices,
      ) ?? null,
  };
  const { getState } = recorder.store;
  const budget = createBudget(
    () => getState().run.budgetUsd,
    () => addUsd(getState().run.spentUsd, getState().run.unknownUsd),
  );
  return {
    ...options,
    budget,
    system: product.systemPrompt(options.guides),
    tools,
    // A dry run never acts, so it never asks.
    actions: dryRun ? [] : options.actions,
    policy: policyOf(() => getState().run.rules, options.rules),
    toolSpecs: tools.map(toolSpec),
    callModel: guardedCall(options, { recorder, valve, pricing, budget }),
    costOf: pricing.costOf,
    record: recorder.record,
    sync: recorder.sync,
    tick: recorder.store.tick,
    itemState: (id) => itemOf(getState(), id),
    approval: (id) => getState().approvals.get(id),
    waitingApprovals: waitingByItem(recorder.store),
    filesOf: filesOver(options),
  };
}

interface Guards {
  recorder: Recorder;
  valve: Valve;
  pricing: Pricing;
  budget: Budget;
}

/** Retry around the budget around the valve around the ledger around the wire: the loop sees one call. */
function guardedCall(options: EngineOptions, guards: Guards): CallModel {
  const { recorder, valve, pricing, budget } = guards;
  const { clock, random, timeScale } = options;
  const onRecord = withLedger(options.callModel, pricing, recorder.record);
  // The valve is inside the budget: what waited for money must not slip through a pause.
  const held = withValve(onRecord, valve);
  const inBudget = withBudget(held, {
    budget,
    stopping: valve.closed,
    // A model without a price cannot be bounded, and is refused beside a budget.
    worstCaseUsd: (request) => pricing.worstCaseOf(request) ?? Number.POSITIVE_INFINITY,
  });
  return withRetry(inBudget, {
    clock,
    random,
    timeScale,
    stopping: valve.closed,
    gate: createThrottleGate({ clock, random, spreadMs: 2_000 / timeScale }),
    onWait: ({ reason, request, failure, untilMs }) =>
      recorder.record({
        type: 'call.waiting',
        model: request.model,
        reason: `${reason}: ${failure.message.slice(0, 300)}`,
        untilMs,
      }),
  });
}

/**
 * Tokens that a prompt will not exceed: prose, JSON and code have three to four bytes a token, so two
 * is on the safe side; and some for what the API adds for tools and framing.
 */
function promptTokenBound({ system, tools, messages }: ModelRequest): number {
  const bytes = Buffer.byteLength(JSON.stringify([system, tools, messages]));
  return Math.ceil(bytes / bytesPerTokenAtLeast) + framingTokens;
}

const bytesPerTokenAtLeast = 2;
const framingTokens = 1_000;

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
