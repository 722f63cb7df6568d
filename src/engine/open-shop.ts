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
import { createBudget, withBudget } from './budget.ts';
import type { EngineOptions } from './engine-options.ts';
import { itemOf } from './fold-item.ts';
import { type Pricing, withLedger } from './ledger.ts';
import type { ItemPaths } from './paths.ts';
import type { Recorder } from './recorder.ts';
import type { Shop } from './shop.ts';
import { type Valve, withValve } from './valve.ts';

/** Puts together what all workers share: tools, prompt, prices, and the way to the model. */
export function openShop(options: EngineOptions, recorder: Recorder, valve: Valve): Shop {
  const { product, dryRun, prices } = options;
  const tools = dryRun ? product.tools.map(dryRunTool) : product.tools;
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
  return {
    ...options,
    system: product.systemPrompt(options.guides),
    tools,
    toolSpecs: tools.map(toolSpec),
    callModel: guardedCall(options, { recorder, valve, pricing }),
    costOf: pricing.costOf,
    record: recorder.record,
    tick: recorder.store.tick,
    itemState: (id) => itemOf(recorder.store.getState(), id),
    filesOf: filesOver(options),
  };
}

interface Guards {
  recorder: Recorder;
  valve: Valve;
  pricing: Pricing;
}

/** Retry around the budget around the valve around the ledger around the wire: the loop sees one call. */
function guardedCall(options: EngineOptions, { recorder, valve, pricing }: Guards): CallModel {
  const { now, sleep, random, budgetUsd, timeScale } = options;
  const onRecord = withLedger(options.callModel, pricing, recorder.record);
  const committedUsd = () => {
    const { run } = recorder.store.getState();
    return addUsd(run.spentUsd, run.unknownUsd);
  };
  // The valve is inside the budget: what waited for money must not slip through a pause.
  const held = withValve(onRecord, valve);
  const guard = {
    stopping: valve.closed,
    // A model without a price cannot be bounded: the command line refuses it beside a budget.
    worstCaseUsd: (request: ModelRequest) =>
      pricing.worstCaseOf(request) ?? Number.POSITIVE_INFINITY,
  };
  const inBudget =
    budgetUsd === undefined
      ? held
      : withBudget(held, { ...guard, budget: createBudget(budgetUsd, committedUsd) });
  return withRetry(inBudget, {
    clock: now,
    sleep,
    random,
    timeScale,
    stopping: valve.closed,
    gate: createThrottleGate({ clock: now, sleep, random, spreadMs: 2_000 / timeScale }),
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
    const empty = createFileAccess({ draft: join(item.root, 'nothing'), mounts });
    const real = createFileAccess({ draft: item.draft, mounts });
    if (!dryRun) return { files: real, empty };
    // In a dry run an item's files are memory: the same memory each time they are asked for.
    const files = kept.get(item.root) ?? createDryRunFiles(real);
    kept.set(item.root, files);
    return { files, empty };
  };
}
