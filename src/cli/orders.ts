import { lookedAt } from '../engine/approvals/approvals.ts';
import type { Command } from '../engine/commands/command.ts';
import type { ApprovalState } from '../engine/state/state.ts';
import { formatUsd, plural } from '../ui/format.ts';
import type { Order } from './tell.ts';

/** The orders that need no argument. */
export const simpleOrders = {
  pause: { command: { type: 'pause' }, done: 'pausing: calls in flight are finished' },
  resume: { command: { type: 'resume' }, done: 'resumed' },
  stop: {
    command: { type: 'stop', now: false },
    done: 'stopping: calls in flight are finished first',
  },
  stopNow: { command: { type: 'stop', now: true }, done: 'stopping now' },
} as const satisfies Record<string, Order>;

export function workersOrder(workers: number): Order {
  return { command: { type: 'set-workers', workers }, done: plural(workers, 'worker') };
}

export function budgetOrder(budgetUsd: number | null): Order {
  const done = budgetUsd === null ? 'no budget' : `budget ${formatUsd(budgetUsd)}`;
  return { command: { type: 'set-budget', budgetUsd }, done };
}

export function dailyOrder(dailyUsd: number | null): Order {
  const done = dailyUsd === null ? 'no daily limit' : `daily limit ${formatUsd(dailyUsd)}`;
  return { command: { type: 'set-daily', dailyUsd }, done };
}

/** What `retry` and `skip` say of an item, engine or no engine. */
export const itemOrders = {
  retry: (item: string): Order => ({
    command: { type: 'retry', item },
    done: `${item}: it will be tried again`,
  }),
  skip: (item: string): Order => ({
    command: { type: 'skip', item },
    done: `${item}: it is handed to a person`,
  }),
};

export function resetOrder(id: string): Order {
  return { command: { type: 'reset-breaker', id }, done: `${id}: reset, its work goes on` };
}

/** What a person says to an approval. */
export type Decision = { type: 'approve' } | { type: 'deny'; reason: string };

type DecisionOrder = Required<Order> & {
  command: Extract<Command, { type: 'approve' | 'deny' }>;
};

/** A decision on approvals that wait, each for the very action it names now. */
export function decisions(
  ids: readonly string[],
  decision: Decision,
): (find: (id: string) => ApprovalState | undefined) => (DecisionOrder | { refused: string })[] {
  return (find) =>
    ids.map((id) => {
      const approval = find(id);
      if (!approval) return { refused: `${id}: no such approval waits` };
      const done = decided(approval, decision.type);
      return decision.type === 'approve'
        ? { command: { type: 'approve', ...lookedAt(approval) }, done, about: id }
        : {
            command: { type: 'deny', ...lookedAt(approval), reason: decision.reason },
            done,
            about: id,
          };
    });
}

function decided({ id, item, action }: ApprovalState, type: Decision['type']): string {
  const what = `${action.verb} ${action.target}`;
  return `${id}: ${type === 'approve' ? 'approved' : 'denied'} for ${item}: ${what}`;
}
