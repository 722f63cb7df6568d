import { cli } from './cli.ts';

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

export async function statusOf(dir: string): Promise<Status> {
  return JSON.parse((await cli(['status', dir, '--json'])).stdout);
}

export async function listOf(dir: string, ...more: string[]): Promise<Listed[]> {
  return jsonLines((await cli(['list', dir, '--json', ...more])).stdout);
}

export async function approvalsOf(dir: string, ...more: string[]): Promise<ListedApproval[]> {
  return jsonLines((await cli(['approvals', dir, '--json', ...more])).stdout);
}

export function jsonLines<Line>(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
