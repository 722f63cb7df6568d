import { drawFrom } from '../../src/rehearsal/draw.ts';
import { phases } from '../crash/plan.ts';
import type { Doom, Life, Waits } from './live.ts';
import type { SoakPlan } from './soak.ts';

const hourMs = 3_600_000;
/** About so many changes of the directory to a request. */
const changesPerRequest = 20;
/** After that share of the time nobody is killed any more: the last engine is looked at for long. */
const stormShare = 2 / 3;
/** A wait is killed in so soon, at most, in our time. */
const mostWaitMs = 1_500;
const mortal: readonly Waits[] = ['quota.parked', 'day.waiting'];

/**
 * How the next engine dies: at a random moment, every other one at a random change of its directory, and
 * in its first wait of each kind. Without an answer it lives.
 */
export function doomOf(
  { hours, factor, kills, seed }: SoakPlan,
  past: { lives: readonly Life[]; hoursNow: number; requests: number },
): Doom | undefined {
  const { lives } = past;
  const draw = (purpose: string) => drawFrom(seed, 'doom', lives.length, purpose);
  const killed = lives.filter(({ end }) => end === 'killed');
  const why = mortal.find((one) => !killed.some(({ waited }) => waited === one));
  const doom: Doom = why ? { wait: { why, afterMs: draw('wait') * mostWaitMs } } : {};
  if (killed.length >= kills || past.hoursNow > hours * stormShare) return why && doom;
  const meanMs = (hours * stormShare * hourMs) / factor / kills;
  doom.afterMs = draw('moment') * 2 * meanMs;
  if (draw('kind') < 0.5) return doom;
  const mean = (past.requests * stormShare * changesPerRequest) / kills;
  const nth = 1 + Math.floor(draw('boundary') * mean);
  const phase = phases[Math.floor(draw('phase') * phases.length)] ?? 'before';
  return { ...doom, boundary: { nth, phase } };
}
