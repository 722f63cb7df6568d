import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { copiesScript } from '../copies.ts';
import { doomOf } from './doom.ts';
import { type Life, live } from './live.ts';
import type { ToEngine } from './messages.ts';
import { report } from './report.ts';
import { beginAt, virtualClock } from './virtual-time.ts';
import { weatherFor } from './weather.ts';

/** How long and how hard a batch is left alone. */
export interface SoakPlan {
  items: number;
  /** Of virtual time, about: windows, the daily cap and kills are laid out for it. */
  hours: number;
  workers: number;
  /** Virtual milliseconds in one of ours. */
  factor: number;
  /** Engines that are killed in the first two thirds of the time. */
  kills: number;
  seed: number;
  /** In our time. */
  sampleEveryMs: number;
  /** Told of every life as it ends. */
  onLife?(life: Life, hoursNow: number): void;
}

/** What an item takes in this weather: requests, refused ones too, and dollars, lost calls at their worst case. */
const perItem = { requests: 3.1, usd: 0.16 };
/** A day may cost so much of the whole: the first one's dollars are used up before its end. */
const dayShare = 0.52;
/** The worst case of a call, which has to fit, too. */
const oneCallUsd = 0.5;
/** The first day has so much of the time. */
const firstDayShare = 0.6;
/** An engine that ended so often with work left never will come to an end. */
const mostStops = 10;
const hourMs = 3_600_000;

/** Leaves a batch alone in virtual time, under all weather, and says what came of it. */
export async function soak(plan: SoakPlan) {
  const { items, hours, workers, factor, seed } = plan;
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-soak-'));
  const originMs = Date.UTC(2026, 10, 26) - hours * firstDayShare * hourMs;
  const time = beginAt(originMs, factor);
  const { now } = virtualClock(time);
  const requests = items * perItem.requests;
  const server = await startRehearsal({
    ...{ script: copiesScript, seed, speed: factor, clock: now },
    ...weatherFor({ requests, hours, workers, seed }),
  });
  const given: ToEngine = {
    ...{ dir, baseUrl: server.baseUrl, items, workers, time, sampleEveryMs: plan.sampleEveryMs },
    dailyUsd: Number((items * perItem.usd * dayShare + oneCallUsd).toFixed(2)),
  };
  let isSound = false;
  try {
    const lives: Life[] = [];
    const hoursNow = () => (now() - originMs) / hourMs;
    while (!isOver(lives)) {
      const doom = doomOf(plan, { lives, hoursNow: hoursNow(), requests });
      const life = await live(given, doom);
      lives.push(life);
      plan.onLife?.(life, hoursNow());
    }
    const told = report({ given, lives, ledger: server.ledger(), virtualHours: hoursNow() });
    isSound = told.faults.length === 0;
    return isSound ? told : { ...told, kept: dir };
  } finally {
    // What is wrong is looked for in the files, beside the server's book.
    if (isSound) await rm(dir, { recursive: true, force: true });
    else await writeFile(join(dir, 'ledger.json'), JSON.stringify(server.ledger(), null, 1));
    await server.close();
  }
}

function isOver(lives: readonly Life[]): boolean {
  if (lives.at(-1)?.outcome === 'finished') return true;
  return lives.filter(({ end }) => end !== 'killed').length >= mostStops;
}
