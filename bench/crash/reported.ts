import type { Line } from './read-disk.ts';

/** The figures of `status --json` that a replay of the journal can be held against. */
export interface Reported {
  run: { state: string };
  items: Record<'total' | 'waiting' | 'working' | 'parked' | 'accepted' | 'escalated', number>;
  quality: { repairs: number };
  money: { spentUsd: number; unknownCostCalls: number };
  tokens: { input: number; cacheWrite: number; cacheRead: number; output: number };
}

type Status = 'waiting' | 'working' | 'parked' | 'accepted' | 'escalated';

const statusAfter: Record<string, Status> = {
  'item.started': 'working',
  'item.accepted': 'accepted',
  'item.escalated': 'escalated',
  'item.parked': 'parked',
  'item.released': 'waiting',
  'item.reopened': 'waiting',
};

/** Replays the journal by rules of its own, and says where the reported figures differ. */
export function reportFaults(journal: readonly Line[], reported: Reported): string[] {
  const { items, money, tokens, quality } = reported;
  const replayed = replay(journal);
  const pairs: [string, number, number][] = [
    ...(['working', 'parked', 'accepted', 'escalated'] as const).map(
      (status): [string, number, number] => [status, items[status], replayed.count(status)],
    ),
    ['repairs', quality.repairs, replayed.repairs],
    ['dollars', round(money.spentUsd), round(replayed.usd)],
    ['calls of unknown cost', money.unknownCostCalls, replayed.unknown],
    ['input tokens', tokens.input, replayed.tokens('input')],
    ['output tokens', tokens.output, replayed.tokens('output')],
    ['tokens read from cache', tokens.cacheRead, replayed.tokens('cacheRead')],
    [
      'tokens written to cache',
      tokens.cacheWrite,
      replayed.tokens('cacheWrite5m') + replayed.tokens('cacheWrite1h'),
    ],
  ];
  return pairs
    .filter(([, told, counted]) => told !== counted)
    .map(
      ([what, told, counted]) => `${what}: the engine reports ${told}, the journal has ${counted}`,
    );
}

function replay(journal: readonly Line[]) {
  const statuses = new Map<string, Status>();
  const calls = journal.filter(({ type }) => type === 'call.settled' || type === 'call.failed');
  for (const { type, item } of journal) {
    const status = statusAfter[type];
    if (status && item !== undefined) statuses.set(item, status);
  }
  return {
    count: (status: Status) => [...statuses.values()].filter((one) => one === status).length,
    repairs: repairsIn(journal),
    usd: calls.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    unknown: calls.filter(({ costUsd }) => costUsd === null).length,
    tokens: (kind: string) => calls.reduce((sum, { usage }) => sum + (usage?.[kind] ?? 0), 0),
  };
}

/** By the number in the event: a crash may have one told twice. */
function repairsIn(journal: readonly Line[]): number {
  const known = new Map<string | undefined, number>();
  let all = 0;
  for (const { type, item, repair } of journal) {
    if (type === 'item.reopened') known.delete(item);
    if (type !== 'repair.started' || typeof repair !== 'number') continue;
    all += Math.max(0, repair - (known.get(item) ?? 0));
    known.set(item, repair);
  }
  return all;
}

const round = (usd: number) => Math.round(usd * 1e9);
