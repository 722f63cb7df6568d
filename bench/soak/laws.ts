import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../../src/rehearsal/ledger.ts';
import { endFaults, momentFaults } from '../crash/laws.ts';
import { ledgerFaults, servedUsd } from '../crash/money-laws.ts';
import type { Disk, Line } from '../crash/read-disk.ts';
import type { Sample } from './messages.ts';

const exact = 1e-9;
/** Shorter lives say nothing of growth: all that is used once is still being loaded. */
const leastSamples = 40;
/** Code that is first needed late. */
const loadedLateBytes = 5e6;

/** A batch that has come to its end, as its files and its server's ledger tell it. */
export interface Ended {
  dir: string;
  disk: Disk;
  ledger: readonly LedgerEntry[];
  items: readonly string[];
  dailyUsd: number;
}

/** Everything that must hold of it: each fault in words. */
export function soakFaults({ dir, disk, ledger, items, dailyUsd }: Ended): string[] {
  // A request that was refused, or whose client was killed before the first token, has cost nothing.
  const paid = ledger.filter(({ usage }) => usage !== undefined);
  return [
    ...momentFaults(disk),
    ...endFaults(disk),
    ...settledFaults(disk, { dir, items }),
    ...dayFaults(disk.journal, dailyUsd),
    ...ledgerFaults(disk.journal, paid),
  ];
}

/** Each item is accepted, or a person's with a reason that says something. */
function settledFaults(
  { accepted, escalated }: Disk,
  { dir, items }: Pick<Ended, 'dir' | 'items'>,
): string[] {
  const persons = new Set(escalated);
  return items.flatMap((item) => {
    if (accepted.has(item) && persons.has(item)) return [`${item} is accepted and escalated`];
    if (accepted.has(item)) return [];
    if (!persons.has(item)) return [`${item} is neither accepted nor escalated`];
    return escalationReason(dir, item).trim() === '' ? [`${item} is escalated for no reason`] : [];
  });
}

/** Why an item is a person's, as its file says. */
export function escalationReason(dir: string, item: string): string {
  const file = JSON.parse(readFileSync(join(dir, 'escalated', `${item}.json`), 'utf8'));
  return typeof file.reason === 'string' ? file.reason : '';
}

/**
 * At no line of the journal is more spent on its day (UTC) and set aside than a day may cost. A call that was
 * lost in a crash counts on the day on which it was sent: nobody knows when it ended.
 */
export function dayFaults(journal: readonly Line[], dailyUsd: number): string[] {
  const open = new Map<string, { usd: number; day: string }>();
  const days = new Map<string, number>();
  let openUsd = 0;
  return journal.flatMap((line) => {
    const { type, item, attempt, turn, at, seq, costUsd } = line;
    const call = `${item}/${attempt}/${turn}`;
    const today = at.slice(0, 10);
    let day = today;
    if (type === 'call.started') {
      open.set(call, { usd: line.reservedUsd ?? 0, day });
      openUsd += line.reservedUsd ?? 0;
    } else if (type === 'call.settled' || type === 'call.failed') {
      const sent = open.get(call) ?? { usd: 0, day };
      open.delete(call);
      openUsd -= sent.usd;
      if (line.class === 'lost') day = sent.day;
      days.set(day, (days.get(day) ?? 0) + (costUsd ?? sent.usd));
    } else return [];
    const heldUsd = (days.get(day) ?? 0) + (day === today ? openUsd : 0);
    // Sums of thousands of amounts, each of them exact to a billionth.
    if (heldUsd <= dailyUsd + 1e-6) return [];
    return [`line ${seq}: ${heldUsd} dollars on ${day}, of ${dailyUsd}`];
  });
}

/** The two books beside each other; `lost` is what the server did for calls that the engine lost. */
export function books({ journal }: Disk, ledger: readonly LedgerEntry[]) {
  const settled = journal.filter(({ type }) => type === 'call.settled');
  const known = new Set(settled.map(({ requestId }) => requestId));
  const lost = ledger.filter(({ requestId }) => !known.has(requestId));
  const unknown = journal.filter(({ type, costUsd }) => type === 'call.failed' && costUsd === null);
  const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
  const serverUsd = sum(ledger.map(servedUsd));
  const settledUsd = sum(settled.map(({ costUsd }) => costUsd ?? 0));
  const lostUsd = sum(lost.map(servedUsd));
  const isExact = Math.abs(serverUsd - settledUsd - lostUsd) < exact * (ledger.length + 1);
  return {
    ...{ requests: ledger.length, settled: settled.length, serverUsd, settledUsd },
    ...{ lostUsd, unknownCalls: unknown.length, isExact },
  };
}

/** Those in which most workers had an item: what waits for a quota or a day holds no conversation. */
export function busySamples(samples: readonly Sample[]): Sample[] {
  const most = Math.max(0, ...samples.map(({ working }) => working));
  return samples.filter(({ working }) => working > most / 2);
}

/** The engine that lived longest holds no more at its end than before, busy as it was: each fault in words. */
export function growthFaults(life: readonly Sample[]): string[] {
  const samples = busySamples(life);
  if (samples.length < leastSamples) return [];
  const heap = flatness(samples, ({ heapBytes }) => heapBytes);
  const open = flatness(samples, ({ descriptors }) => descriptors);
  return [
    ...(heap.last > heap.second * 1.1 + loadedLateBytes
      ? [`the heap grew from ${heap.second} to ${heap.last}`]
      : []),
    ...(open.last > open.second + 8 ? [`${open.last} descriptors, before ${open.second}`] : []),
  ];
}

/** A figure over a life: how much it changed from the second quarter to the last one. */
export function flatness(samples: readonly Sample[], of: (sample: Sample) => number) {
  const quarter = (nth: number) => {
    const size = samples.length / 4;
    const values = samples.slice(Math.floor(size * (nth - 1)), Math.floor(size * nth)).map(of);
    return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  };
  return { second: quarter(2), last: quarter(4) };
}
