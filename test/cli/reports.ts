import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readState } from '../../src/client/read-state.ts';
import { approvalFile } from '../../src/engine/approvals/approval-files.ts';
import { awaitsPerson } from '../../src/engine/approvals/approvals.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { loadState } from '../../src/engine/journal/checkpoint.ts';
import type { CatalogueItem } from '../../src/engine/product.ts';
import { itemOf } from '../../src/engine/state/item-entry.ts';
import { summarise } from '../../src/engine/state/summary.ts';

/** The fields of `status --json` that the command promises. */
export interface Status {
  run: { id: string; state: string; startedAt: string; activeMs: number };
  product: string;
  provider: { name: string; baseUrl: string; rehearsal: boolean };
  items: Record<'total' | 'waiting' | 'working' | 'parked' | 'accepted' | 'escalated', number>;
  quality: { firstPassRate: number; finalRate: number; repairs: number };
  money: {
    spentUsd: number;
    budgetUsd: number | null;
    perAcceptedUsd: number | null;
    unknownCostCalls: number;
  };
  tokens: { input: number; cacheWrite: number; cacheRead: number; output: number };
  throughput: { perHour: number | null; etaMs: number | null };
}

/** A line of `list --json`. */
export interface Listed {
  id: string;
  title: string;
  state: string;
  attempts: number;
  repairs: number;
  costUsd: number;
  failing: string[];
}

/** What a line of `approvals --json` has at least. */
export interface ListedApproval {
  id: string;
  tool: string;
  action: { verb: string; target: string; effect: string };
  item: string;
  askedAt: string;
  expiresAt: string | null;
  state: string;
  decidedBy: string | null;
  reason: string | null;
  outcome: string | null;
}

/** What `status --json` says, read by this process: starting the program takes half a second. */
export async function statusOf(dir: string): Promise<Status> {
  const { paths, state } = await stateOf(dir);
  const { product } = JSON.parse(await readFile(paths.factory, 'utf8'));
  return asPrinted(summarise({ ...state, product }, Date.now()));
}

/** What `list --json` says, read by this process; of the items in one state where one is given. */
export async function listOf(dir: string, only?: string): Promise<Listed[]> {
  const { state, catalogue } = await stateOf(dir);
  return catalogue
    .map(({ id, title }): Listed => {
      const { status, attempts, repairs, costUsd, failing } = itemOf(state, id);
      const criteria = failing.map(({ criterion }) => criterion);
      return { id, title, state: status, attempts, repairs, costUsd, failing: criteria };
    })
    .filter((item) => only === undefined || item.state === only);
}

/** What `approvals --json` says, read by this process; with `all`, of those that are decided too. */
export async function approvalsOf(dir: string, which?: 'all'): Promise<ListedApproval[]> {
  const { state } = await loadState(contentPaths(dir));
  const approvals = [...state.approvals.values()];
  return asPrinted(
    approvals.filter((one) => which === 'all' || awaitsPerson(one)).map(approvalFile),
  );
}

async function stateOf(dir: string) {
  const paths = contentPaths(dir);
  const catalogue = jsonLines<CatalogueItem>(await readFile(join(dir, 'catalogue.jsonl'), 'utf8'));
  return { paths, catalogue, state: await readState(paths, catalogue) };
}

/** Through JSON, as a script would get it. */
const asPrinted = <Printed>(value: unknown): Printed => JSON.parse(JSON.stringify(value));

export function jsonLines<Line>(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
