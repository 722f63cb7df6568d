import { randomUUID } from 'node:crypto';
import { breakersSchema } from '../src/engine/breakers/breakers-config.ts';
import { judgeHere } from '../src/engine/cards/judge.ts';
import { type Engine, startEngine } from '../src/engine/engine.ts';
import type { EngineOptions } from '../src/engine/engine-options.ts';
import type { ContentPaths } from '../src/engine/files/paths.ts';
import { limitsSchema } from '../src/engine/limits.ts';
import { quotaSchema } from '../src/engine/quota/quota-config.ts';
import { watchdogsSchema } from '../src/engine/watchdogs/watchdogs-config.ts';
import { createAnthropicModel } from '../src/models/anthropic.ts';
import { systemClock } from '../src/models/clock.ts';
import { ANTHROPIC_ENDPOINT } from '../src/models/endpoint.ts';
import { BUILT_IN_PRICES } from '../src/models/price-table.ts';
import { algorithms } from '../src/products/algorithms/product.ts';

/** What the benches of the engine differ in. */
type Given = Pick<EngineOptions, 'catalogue' | 'requested' | 'workers' | 'actions'> &
  Partial<
    Pick<
      EngineOptions,
      | ('guides' | 'routes' | 'judge' | 'rules' | 'dailyUsd')
      | ('clock' | 'timeScale' | 'callModel' | 'limits')
    >
  > & {
    baseUrl: string;
    speed: number;
  };

/** An engine in this process over lessons that a rehearsal server writes; outputs are judged here, too, unless told otherwise. */
export function startRehearsed(paths: ContentPaths, given: Given): Promise<Engine> {
  const { baseUrl, speed, ...options } = given;
  return startEngine({
    paths,
    product: algorithms,
    judge: judgeHere(algorithms),
    seatedJudge: undefined,
    tools: algorithms.tools,
    rules: [],
    approvalMs: 72 * 3_600_000,
    guides: new Map(),
    selection: 'all',
    reopen: [],
    routes: algorithms.routes,
    limits: limitsSchema.parse({}),
    watchdogs: watchdogsSchema.parse({}),
    breakers: breakersSchema.parse({}),
    prices: BUILT_IN_PRICES,
    budgetUsd: undefined,
    provider: { name: 'rehearsal', baseUrl, rehearsal: true },
    callModel: createAnthropicModel({ apiKey: 'bench', baseUrl, endpoint: ANTHROPIC_ENDPOINT }),
    accountOf: () => 'bench',
    quota: quotaSchema.parse({}),
    timeScale: speed,
    dryRun: false,
    waitForApprovals: false,
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    ...options,
  });
}
