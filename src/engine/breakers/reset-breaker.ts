import type { Ack } from '../commands/command.ts';
import type { EventBody } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';

/** Closes a breaker, by a person's word alone; refused, with those that are open, when it is not. */
export function resetBreaker(
  { breakers }: Pick<FactoryState, 'breakers'>,
  record: (body: EventBody) => void,
  { id, by }: { id: string; by: string },
): Ack {
  if (!breakers.has(id)) {
    const open = [...breakers.keys()].join(', ') || 'none';
    return { ok: false, reason: `no breaker ${id} is open; open: ${open}` };
  }
  record({ type: 'breaker.reset', id, by });
  return { ok: true };
}
