import { mkdir, writeFile } from 'node:fs/promises';
import { breakersSchema } from '../../src/engine/breakers/breakers-config.ts';
import { judgeHere } from '../../src/engine/cards/judge.ts';
import { startEngine } from '../../src/engine/engine.ts';
import type { EngineOptions } from '../../src/engine/engine-options.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { limitsSchema } from '../../src/engine/limits.ts';
import { quotaSchema } from '../../src/engine/quota/quota-config.ts';
import { watchdogsSchema } from '../../src/engine/watchdogs/watchdogs-config.ts';
import { sleep } from '../../src/models/clock.ts';
import type { CallModel } from '../../src/models/port.ts';
import { BUILT_IN_PRICES } from '../../src/models/price-table.ts';
import { temporaryFolder } from './folder.ts';
import { edits, reply, validates, writes } from './replies.ts';
import { note, tinyProduct } from './tiny-product.ts';

/** Writes a note with a bad word, and repairs it when told. */
export const repairingAuthor: CallModel = async ({ item, turn }) => {
  const id = `use_${item}_${turn}`;
  if (turn === 1) return reply([writes(note(item, 'good', 'bad'), id), validates(`${id}b`)]);
  return reply([edits('"bad"', '"better"', id), validates(`${id}b`)]);
};

/**
 * A content directory of the tiny product, and a way to start engines over it. Its clock goes on
 * by a tenth of a second each time it is read, by `pass` whenever a test wants.
 */
export async function openTinyFactory(given: { items: number; callModel?: CallModel }) {
  const root = await temporaryFolder();
  const paths = contentPaths(root);
  await mkdir(paths.guides);
  const catalogue = [...Array(given.items).keys()].map((n) => ({
    id: `item-${n}`,
    title: `Item ${n}`,
  }));
  let nowMs = Date.now() - 3_600_000;
  let runs = 0;
  const options: EngineOptions = {
    paths,
    product: tinyProduct,
    guides: new Map(),
    catalogue,
    requested: catalogue,
    selection: 'all',
    reopen: [],
    routes: tinyProduct.routes,
    limits: limitsSchema.parse({}),
    watchdogs: watchdogsSchema.parse({}),
    breakers: breakersSchema.parse({}),
    prices: BUILT_IN_PRICES,
    workers: 2,
    budgetUsd: undefined,
    provider: { name: 'script', baseUrl: '', rehearsal: true },
    callModel: given.callModel ?? repairingAuthor,
    accountOf: () => 'test',
    quota: quotaSchema.parse({}),
    timeScale: 1_000_000,
    waitForApprovals: false,
    tools: tinyProduct.tools,
    judge: judgeHere(tinyProduct),
    seatedJudge: undefined,
    actions: [],
    rules: [],
    approvalMs: 72 * 3_600_000,
    dryRun: false,
    clock: {
      now: () => {
        nowMs += 100;
        return nowMs;
      },
      sleep,
    },
    random: () => 0.5,
    newId: () => {
      runs += 1;
      return `run-${runs}`;
    },
  };
  const optionsWith = (over: Partial<EngineOptions>): EngineOptions => {
    const tools = (over.product ?? options.product).tools;
    const judge = judgeHere(over.product ?? options.product);
    return { ...options, tools, judge, ...over };
  };
  return {
    root,
    paths,
    options,
    catalogue,
    pass: (ms: number) => {
      nowMs += ms;
    },
    start: (over: Partial<EngineOptions> = {}) => startEngine(optionsWith(over)),
    /** Runs to the end and gives what the journal says then. */
    run: async (over: Partial<EngineOptions> = {}) => {
      const { store, done } = await startEngine(optionsWith(over));
      const end = await done;
      return { end, state: store.getState() };
    },
    accept: async (id: string, text: string) => {
      await mkdir(paths.accepted, { recursive: true });
      await writeFile(paths.acceptedFile(id), text);
    },
  };
}
