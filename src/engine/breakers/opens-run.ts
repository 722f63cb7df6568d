import type { FactoryState } from '../state/state.ts';
import { isLaneOf, runIds } from './breaker-id.ts';
import type { BreakersConfig } from './breakers-config.ts';
import type { RunEnd } from './run-end.ts';

/**
 * The breaker that the run's ends open, and why: so many items in a row that ended for a reason that is
 * not theirs, or so large a share of those of a while. What a breaker of a model has stopped by itself
 * says nothing of the run.
 */
export function opensRun(
  { runEnds, breakers }: Pick<FactoryState, 'runEnds' | 'breakers'>,
  { inARow, errorRate }: Pick<BreakersConfig, 'inARow' | 'errorRate'>,
): { id: string; reason: string } | undefined {
  const stopped = [...breakers.values()].filter(({ scope }) => scope === 'model');
  const isStopped = (model: string) => stopped.some(({ name }) => isLaneOf(name, model));
  const ends = runEnds.filter(
    ({ trouble, model }) => trouble === undefined || model === undefined || !isStopped(model),
  );
  const newest = ends.at(-1);
  if (newest?.trouble === undefined) return undefined;
  const row = ends.slice(-inARow);
  if (row.length === inARow && row.every(({ trouble }) => trouble)) {
    return { id: runIds.inARow, reason: `${inARow} items in a row ${whatTroubled(row)}` };
  }
  const { least, share, minutes } = errorRate;
  const fromMs = newest.atMs - minutes * 60_000;
  // A clock that was set back must not keep what is from the future.
  const recent = ends.filter(({ atMs }) => atMs >= fromMs && atMs <= newest.atMs);
  const troubled = recent.filter(({ trouble }) => trouble);
  if (recent.length < least || troubled.length < share * recent.length) return undefined;
  const counted = `${troubled.length} of the ${recent.length} items of the last ${minutes} minutes`;
  return { id: runIds.errorRate, reason: `${counted} ${whatTroubled(troubled)}` };
}

function whatTroubled(ends: readonly RunEnd[]): string {
  const kinds = new Set(ends.map(({ trouble }) => trouble));
  const words = [
    ...(kinds.has('unanswered') ? ['got no answer'] : []),
    ...(kinds.has('system') ? ['failed for a reason that is not theirs'] : []),
  ];
  return `${words.join(' or ')}: ${ends.at(-1)?.reason}`;
}
