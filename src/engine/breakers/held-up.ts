import type { FactoryState } from '../state/state.ts';
import type { Halt } from '../work/halt.ts';
import type { WorkQueue } from '../work/work-queue.ts';

/** Items that got no answer: they are parked, and go on once the open breaker of the run is reset. */
export function unansweredItems({
  runEnds,
  items,
}: Pick<FactoryState, 'runEnds' | 'items'>): string[] {
  return runEnds
    .filter(({ item, trouble }) => trouble === 'unanswered' && isParked(items.get(item)))
    .map(({ item }) => item);
}

/** Unanswered items that wait for a breaker of the run, beside those in the queue; none while none is open. */
export function heldBesideQueue(state: FactoryState, queue: WorkQueue): string[] {
  if (!openOfRun(state)) return [];
  return unansweredItems(state).filter((item) => !queue.has(item));
}

/** Why a run is over whose items left all wait for a breaker; undefined when none are left. */
export function stoppedByBreakers(state: FactoryState, queue: WorkQueue): Halt | undefined {
  const left = queue.items().length + heldBesideQueue(state, queue).length;
  if (left === 0) return undefined;
  const wait = left === 1 ? '1 item waits' : `${left} items wait`;
  const ofRun = openOfRun(state);
  const reason = ofRun
    ? `${ofRun.reason} (breaker ${ofRun.id}): ${wait} until it is reset, or for another run`
    : `${wait} until a breaker is reset (ai-factory status names it, ai-factory reset-breaker ID resets it)`;
  return { outcome: 'stopped', reason };
}

function openOfRun({ breakers }: Pick<FactoryState, 'breakers'>) {
  return [...breakers.values()].find(({ scope }) => scope === 'run');
}

function isParked(item: { status: string } | undefined): boolean {
  return item?.status === 'parked';
}
