import type { LedgerEntry } from '../../src/rehearsal/ledger.ts';
import type { Line } from './read-disk.ts';

/** List prices in dollars per million tokens: input, output, cache writes for 5 minutes and an hour, reads. */
const prices: Record<string, [number, number, number, number, number]> = {
  'claude-opus-5-5': [4, 20, 5, 8, 0.2],
  'claude-sonnet-5-5': [2, 10, 2.5, 4, 0.1],
  'claude-haiku-5-5': [0.1, 0.5, 0.125, 0.2, 0.01],
};
/** A billionth of a dollar is the smallest amount that is counted. */
const exact = 1e-9;

/** Dollars that the server's own record of a request comes to. */
export function servedUsd({ model = '', usage }: LedgerEntry): number {
  const [input, output, write5m, write1h, read] = prices[model] ?? [];
  if (usage === undefined || input === undefined) return 0;
  return (
    (usage.input * input +
      usage.output * (output ?? 0) +
      usage.write5m * (write5m ?? 0) +
      usage.write1h * (write1h ?? 0) +
      usage.read * (read ?? 0)) /
    1e6
  );
}

const callOf = ({ item, attempt, turn }: Line) => `${item}/${attempt}/${turn}`;

/** At no line of the journal is more spent and set aside than the run may cost. */
export function budgetFaults(journal: readonly Line[]): string[] {
  const faults: string[] = [];
  const open = new Map<string, number>();
  let budgetUsd = Number.POSITIVE_INFINITY;
  let committed = 0;
  for (const line of journal) {
    if (line.type === 'run.started') {
      budgetUsd = typeof line.budgetUsd === 'number' ? line.budgetUsd : Number.POSITIVE_INFINITY;
      if (line.resumed !== true) committed = 0;
    }
    if (line.type === 'call.started') open.set(callOf(line), line.reservedUsd ?? 0);
    if (line.type === 'call.settled' || line.type === 'call.failed') {
      committed += line.costUsd ?? open.get(callOf(line)) ?? 0;
      open.delete(callOf(line));
    }
    const held = committed + [...open.values()].reduce((sum, usd) => sum + usd, 0);
    if (held > budgetUsd + exact) {
      faults.push(`line ${line.seq}: ${held} dollars spent and set aside, of ${budgetUsd}`);
    }
  }
  return faults;
}

/** The journal's calls against the server's own ledger: each request once, at its price, or unknown. */
export function ledgerFaults(journal: readonly Line[], ledger: readonly LedgerEntry[]): string[] {
  const served = new Map(ledger.map((entry) => [entry.requestId, entry]));
  const calls = endedCalls(journal, ledger);
  const faults: string[] = [];
  for (const call of calls.filter(({ type }) => type === 'call.settled')) {
    const entry = served.get(call.requestId ?? '');
    served.delete(call.requestId ?? '');
    if (entry === undefined) faults.push(`line ${call.seq}: the server knows no ${call.requestId}`);
    else if (!isOf(call, entry)) {
      faults.push(
        `line ${call.seq}: the server says ${entry.item}, turn ${entry.turn}, ${entry.model}`,
      );
    } else if (Math.abs(servedUsd(entry) - (call.costUsd ?? -1)) > exact) {
      faults.push(`line ${call.seq}: ${call.costUsd} dollars, the server says ${servedUsd(entry)}`);
    }
  }
  return [...faults, ...lostFaults(calls, [...served.values()])];
}

/** What the server did and the journal has no price of stands there as unknown, and at its worst case. */
function lostFaults(calls: readonly EndedCall[], unsettled: readonly LedgerEntry[]): string[] {
  const unknown = calls.filter(({ type, costUsd }) => type === 'call.failed' && costUsd === null);
  return unsettled.flatMap((entry) => {
    const at = unknown.findIndex((call) => isOf(call, entry));
    const [lost] = at < 0 ? [] : unknown.splice(at, 1);
    const where = `${entry.item}, turn ${entry.turn}, ${entry.model}`;
    if (!lost) return [`${where}: paid for, and neither settled nor unknown in the journal`];
    const usd = servedUsd(entry);
    return usd > lost.reservedUsd + exact
      ? [`${where}: ${usd} dollars, set aside were ${lost.reservedUsd}`]
      : [];
  });
}

/** A judge's conversation has turns of its own, which the journal counts as the turn it judges. */
function isOf({ item, servedTurn, model, purpose }: EndedCall, entry: LedgerEntry): boolean {
  if (model !== entry.model) return false;
  return purpose === 'judge' || (item === entry.item && servedTurn === entry.turn);
}

interface EndedCall extends Line {
  reservedUsd: number;
  /** As which turn of its conversation the server sees it. */
  servedTurn: number;
}

/**
 * The calls that ended, in their order. A reply without content cannot be sent back: from then on the
 * server counts one turn fewer of that conversation than the journal.
 */
function endedCalls(journal: readonly Line[], ledger: readonly LedgerEntry[]): EndedCall[] {
  const empty = new Set(
    ledger.filter(({ fault }) => fault === 'empty-end-turn').map(({ requestId }) => requestId),
  );
  const reserved = new Map<string, number>();
  const emptyTurns = new Map<string, Set<number>>();
  return journal.flatMap((line) => {
    const { type, item = '', turn = 0 } = line;
    if (type === 'attempt.started') emptyTurns.delete(item);
    if (type === 'call.started') reserved.set(callOf(line), line.reservedUsd ?? 0);
    if (type !== 'call.settled' && type !== 'call.failed') return [];
    const turns = emptyTurns.get(item) ?? new Set();
    const servedTurn = turn - [...turns].filter((one) => one < turn).length;
    if (empty.has(line.requestId ?? '')) emptyTurns.set(item, turns.add(turn));
    return [{ ...line, reservedUsd: reserved.get(callOf(line)) ?? 0, servedTurn }];
  });
}
