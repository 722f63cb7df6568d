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
          promptBytes: promptTokenBound(request),
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

/** Retry around the valve around the budget around the ledger around the wire: the loop sees one call. */
function guardedCall(options: EngineOptions, { recorder, valve, pricing }: Guards): CallModel {
  const { now, sleep, random, budgetUsd, timeScale } = options;
  const onRecord = withLedger(options.callModel, pricing, recorder.record);
  const committedUsd = () => {
    const { run } = recorder.store.getState();
    return addUsd(run.spentUsd, run.unknownUsd);
  };
  const inBudget =
    budgetUsd === undefined
      ? onRecord
      : withBudget(
          onRecord,
          createBudget(budgetUsd, committedUsd),
          (request) =>
            // A model without a price cannot be bounded: the command line refuses it beside a budget.
            pricing.worstCaseOf(request) ?? Number.POSITIVE_INFINITY,
        );
  return withRetry(withValve(inBudget, valve), {
    clock: now,
    sleep,
    random,
    timeScale,
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

/** Tokens that a prompt cannot exceed: prose, JSON and code have well over two bytes a token. */
function promptTokenBound({ system, tools, messages }: ModelRequest): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify([system, tools, messages])) / 2);
}

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
