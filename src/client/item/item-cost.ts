import { addUsd } from '../../models/nano-usd.ts';
import type { Purpose, Usage } from '../../models/port.ts';
import type { IndexedEntry, IndexedEntryOf } from './indexed-entry.ts';

/** What one reply cost. */
export interface TurnCost {
  attempt: number;
  turn: number;
  at: string;
  /** The model that answered. */
  model: string;
  purpose: Purpose;
  usage: Usage | null;
  /** Null when nobody can know. */
  costUsd: number | null;
  latencyMs: number;
  stopReason: string;
}

/** A sum over turns; `costUsd` holds those whose cost is known. */
export interface CostSum {
  turns: number;
  tokens: Usage;
  costUsd: number;
  unknownTurns: number;
  latencyMs: number;
}

/** One attempt's part of the cost. */
export interface AttemptCost extends CostSum {
  attempt: number;
  model: string;
  route: string;
  /** How it ended; undefined while it goes on. */
  outcome: string | undefined;
}

/** What an item cost, as far as its files tell: calls that failed without a reply are not in them. */
export interface ItemCost {
  turns: TurnCost[];
  attempts: AttemptCost[];
  purposes: { purpose: TurnCost['purpose']; sum: CostSum }[];
  total: CostSum;
}

const nothing: CostSum = {
  turns: 0,
  tokens: { input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 },
  costUsd: 0,
  unknownTurns: 0,
  latencyMs: 0,
};

/** The cost of every turn in a transcript's index, of the judges' replies between them, and the sums. */
export function itemCost(
  entries: readonly IndexedEntry[],
  judgements: readonly TurnCost[] = [],
): ItemCost {
  const replies = entries.flatMap((entry) => (entry.type === 'reply' ? [turnCost(entry)] : []));
  // Each after the turn whose draft it judged: the sort keeps the order of equals.
  const turns = [...replies, ...judgements].sort(
    (a, b) => a.attempt - b.attempt || a.turn - b.turn,
  );
  const purposes = (['write', 'repair', 'judge'] as const).map((purpose) => ({
    purpose,
    sum: sumOf(turns.filter((turn) => turn.purpose === purpose)),
  }));
  return { turns, attempts: attemptCosts(entries, turns), purposes, total: sumOf(turns) };
}

function turnCost(entry: IndexedEntryOf<'reply'>): TurnCost {
  const { place, servedModel, turn, at, purpose, usage, costUsd, latencyMs, stopReason } = entry;
  const { attempt } = place;
  return {
    attempt,
    turn,
    at,
    model: servedModel,
    purpose,
    usage,
    costUsd,
    latencyMs,
    stopReason,
  };
}

function attemptCosts(entries: readonly IndexedEntry[], turns: readonly TurnCost[]): AttemptCost[] {
  const byAttempt = Map.groupBy(turns, ({ attempt }) => attempt);
  const ends = new Map(
    entries.flatMap((entry) =>
      entry.type === 'ended' ? [[entry.place.attempt, entry.outcome] as const] : [],
    ),
  );
  return entries.flatMap((entry) => {
    if (entry.type !== 'opened') return [];
    const { attempt } = entry.place;
    const { model, route } = entry;
    const sum = sumOf(byAttempt.get(attempt) ?? []);
    return [{ attempt, model, route, outcome: ends.get(attempt), ...sum }];
  });
}

function sumOf(turns: readonly TurnCost[]): CostSum {
  return turns.reduce(
    (sum, { usage, costUsd, latencyMs }) => ({
      turns: sum.turns + 1,
      tokens: usage ? addTokens(sum.tokens, usage) : sum.tokens,
      costUsd: addUsd(sum.costUsd, costUsd ?? 0),
      unknownTurns: sum.unknownTurns + (costUsd === null ? 1 : 0),
      latencyMs: sum.latencyMs + latencyMs,
    }),
    nothing,
  );
}

function addTokens(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
    cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
    cacheRead: a.cacheRead + b.cacheRead,
  };
}
