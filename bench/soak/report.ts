import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../../src/rehearsal/ledger.ts';
import { copies } from '../copies.ts';
import { type Disk, readDisk } from '../crash/read-disk.ts';
import {
  books,
  busySamples,
  escalationReason,
  flatness,
  growthFaults,
  soakFaults,
} from './laws.ts';
import type { Life } from './live.ts';
import type { Sample, ToEngine } from './messages.ts';
import { kindsOfWeather } from './weather.ts';

const hourMs = 3_600_000;

/** What came of a soak, in figures, and what broke a law, in words. */
export function report(of: {
  given: ToEngine;
  lives: readonly Life[];
  ledger: readonly LedgerEntry[];
  virtualHours: number;
}) {
  const { given, lives, ledger, virtualHours } = of;
  const { dir, dailyUsd } = given;
  const disk = readDisk(dir);
  const items = copies(given.items).map(({ id }) => id);
  const killed = lives.filter(({ end }) => end === 'killed');
  const stops = lives.filter(({ outcome, end }) => end !== 'killed' && outcome !== 'finished');
  const weather = weatherOf(disk, ledger);
  const samples = longestLife(lives);
  return {
    faults: [...soakFaults({ dir, disk, ledger, items, dailyUsd }), ...growthFaults(samples)],
    items: items.length,
    accepted: disk.accepted.size,
    escalated: disk.escalated.length,
    escalations: counted(disk.escalated.map((item) => alike(escalationReason(dir, item)))),
    virtualHours,
    lives: lives.length,
    kills: killed.length,
    killsAtBoundaries: killed.filter(({ atBoundary }) => atBoundary).length,
    killsInWaits: killed.flatMap(({ waited }) => waited ?? []),
    stops: stops.map(({ outcome, reason }) => `${outcome} ${reason}`),
    ...books(disk, ledger),
    dailyUsd,
    days: daysOf(disk),
    weather,
    neverMet: kindsOfWeather.filter((kind) => !weather[kind]),
    longestLife: held(samples),
    ...sizes(dir),
  };
}

/** What the batch has met, on both sides of the wire. */
function weatherOf({ journal }: Disk, ledger: readonly LedgerEntry[]): Record<string, number> {
  const waits = journal.filter(({ type }) => type === 'quota.parked' || type === 'day.waiting');
  return counted([
    ...ledger.flatMap(({ fault, status }) => fault ?? (status === 429 ? ['limit met'] : [])),
    ...waits.map((line) => `${line.type} ${line.class ?? ''}`.trim()),
  ]);
}

/** The life that was busy for longest. */
function longestLife(lives: readonly Life[]): readonly Sample[] {
  const busyFor = (samples: readonly Sample[]) => busySamples(samples).length;
  const [longest] = lives.map(({ samples }) => samples).sort((a, b) => busyFor(b) - busyFor(a));
  return longest ?? [];
}

/** Heap, memory and open descriptors of an engine over its life. */
function held(life: readonly Sample[]) {
  const samples = busySamples(life);
  return {
    hours: ((life.at(-1)?.atMs ?? 0) - (life[0]?.atMs ?? 0)) / hourMs,
    samples: life.length,
    busySamples: samples.length,
    settled: flatness(samples, ({ settled }) => settled),
    heapBytes: flatness(samples, ({ heapBytes }) => heapBytes),
    rssBytes: flatness(samples, ({ rssBytes }) => rssBytes),
    descriptors: flatness(samples, ({ descriptors }) => descriptors),
  };
}

function sizes(dir: string) {
  const engine = join(dir, '.engine');
  const journal = join(engine, 'journal');
  const segments = readdirSync(journal);
  return {
    journalBytes: segments.reduce((sum, name) => sum + statSync(join(journal, name)).size, 0),
    journalSegments: segments.length,
    checkpointBytes: statSync(join(engine, 'checkpoint.json')).size,
  };
}

/** Dollars by day (UTC) of the calls whose cost is known. */
function daysOf({ journal }: Disk): Record<string, number> {
  const days: Record<string, number> = {};
  for (const { at, costUsd } of journal.filter(({ type }) => type === 'call.settled')) {
    const day = at.slice(0, 10);
    days[day] = (days[day] ?? 0) + (costUsd ?? 0);
  }
  return days;
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Reasons that differ in names and numbers alone are one. */
function alike(reason: string): string {
  return reason.replace(/\d+(\.\d+)?/g, 'N').slice(0, 160);
}
