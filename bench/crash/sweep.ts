import { isDeepStrictEqual } from 'node:util';
import { type CrashBatch, openCrashBatch, outcomeOf } from './batch.ts';
import type { Life } from './engine-child.ts';
import { type Boundary, endOf, type Phase } from './plan.ts';

/** What came of killing engines. */
export interface Tally {
  kills: number;
  starts: number;
  /** Kinds of ends that were met: `after rename accepted/ID.json`. */
  ends: Set<string>;
  faults: string[];
}

export const emptyTally = (): Tally => ({ kills: 0, starts: 0, ends: new Set(), faults: [] });

/** So much that no run ends for want of it, however many of its calls are lost. */
const plentyUsd = 50;
/** Two calls at their worst case do not fit beside each other. */
const tightUsd = 1.3;

/** A run that nobody kills: what it meets, what it makes, how long it takes. */
export async function calmRun() {
  const batch = await openCrashBatch({ budgetUsd: plentyUsd });
  const startedMs = performance.now();
  const life = await batch.live();
  const tookMs = performance.now() - startedMs;
  await batch.finish(life);
  const outcome = outcomeOf(batch.read());
  await batch.close();
  return { boundaries: life.log, faults: batch.faults, outcome, tookMs };
}

export type Outcome = Awaited<ReturnType<typeof calmRun>>['outcome'];

/**
 * Kills engines at every kind of boundary, each kind of end once: every start goes on, in the directory
 * that the kill before it left, to the first kind that nobody met yet. So what a start after a crash
 * does is met, too. `only` keeps it to ends that begin so. True when there was anything to meet.
 */
export async function sweepKinds(
  tally: Tally,
  { outcome, only }: { outcome: Outcome; only?: string[] },
): Promise<boolean> {
  const before = tally.ends.size;
  await withBatch(tally, { budgetUsd: plentyUsd, outcome }, async (batch) => {
    for (;;) {
      const deed = { type: 'kill-unseen' as const, seen: [...tally.ends], ...(only && { only }) };
      const life = await batch.live({ deed });
      const last = life.log.at(-1);
      if (life.signal !== 'SIGKILL' || last?.end === undefined) return life;
      tally.ends.add(endOf(last.end, last));
    }
  });
  return tally.ends.size > before;
}

/** One kill at one boundary of a fresh batch. */
export async function killAt(
  tally: Tally,
  { boundary, phase, outcome }: { boundary: Boundary; phase: Phase; outcome: Outcome },
): Promise<void> {
  await withBatch(tally, { budgetUsd: plentyUsd, outcome }, async (batch) => {
    const { log } = await batch.live({ deed: { type: 'kill-at', boundary, phase } });
    const last = log.at(-1);
    if (last?.end !== undefined) tally.ends.add(endOf(last.end, last));
    return undefined;
  });
}

/** One kill from outside after so long, of a batch that hardly has the dollars it needs. */
export async function killAfter(tally: Tally, killAfterMs: number): Promise<void> {
  await withBatch(tally, { budgetUsd: tightUsd }, async (batch) => {
    await batch.live({ killAfterMs });
    return undefined;
  });
}

/** Gives a fresh batch to `kill`, lets it end, and adds what was found to the tally. */
async function withBatch(
  tally: Tally,
  { budgetUsd, outcome }: { budgetUsd: number; outcome?: Outcome },
  kill: (batch: CrashBatch) => Promise<Life | undefined>,
): Promise<void> {
  const batch = await openCrashBatch({ budgetUsd });
  try {
    await batch.finish(await kill(batch));
    const found = outcomeOf(batch.read());
    if (outcome && !isDeepStrictEqual(found, outcome)) {
      batch.faults.push(`another outcome than without a kill: ${JSON.stringify(found)}`);
    }
  } finally {
    tally.kills += batch.kills;
    tally.starts += batch.starts;
    tally.faults.push(...batch.faults);
    await batch.close();
  }
}

/** Does the jobs, two at a time: as many as the cores of a small machine. */
export async function twoAtATime(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...jobs].reverse();
  const hand = async () => {
    for (let job = left.pop(); job; job = left.pop()) await job();
  };
  await Promise.all([hand(), hand()]);
}
