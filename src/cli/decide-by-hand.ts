import { lockHolder } from '../engine/files/lock.ts';
import { contentPaths } from '../engine/files/paths.ts';
import type { ApprovalState } from '../engine/state/state.ts';
import { contentDir } from './content-dir.ts';
import { exitCodes } from './exit-code.ts';
import { openDeskOf } from './open-desk-of.ts';
import { type Decision, decisions } from './orders.ts';
import { type Order, sayAck, tellEngine, teller } from './tell.ts';

/**
 * Decides on approvals: through the engine when one works, else here. Without one, what the product
 * asked for is carried out at once, and the item of an agent goes on in the next run. Gives the exit
 * code: what was approved and did not happen leaves something to do.
 */
export async function decideByHand(
  content: string | undefined,
  ids: readonly string[],
  how: Decision,
): Promise<number> {
  const paths = contentPaths(contentDir(undefined, content));
  const orders = decisions(ids, how);
  if ((await lockHolder(paths.lock)) !== undefined) {
    return tellEngine(paths, ({ approvals }) => orders((id) => approvals.get(id)));
  }
  const desk = await openDeskOf(paths);
  try {
    let code: number = exitCodes.ok;
    for (const order of orders(desk.approval)) {
      const ack =
        'refused' in order
          ? { ok: false as const, reason: order.refused }
          : await desk.decide(order.command, teller);
      const { done = '', about }: Partial<Order> = 'refused' in order ? {} : order;
      const came = 'approval' in ack ? cameTo(ack.approval) : '';
      if (!sayAck(ack, { done: `${done}${came}`, about })) code = exitCodes.unusable;
      else if ('approval' in ack && isUndone(ack.approval)) code ||= exitCodes.incomplete;
    }
    return code;
  } finally {
    await desk.close();
  }
}

/** What a script should hear of that approved it: it was tried, and has not happened for certain. */
function isUndone({ state }: ApprovalState): boolean {
  return state === 'failed' || state === 'unknown' || state === 'void';
}

function cameTo({ asker, state, outcome, decidedReason }: ApprovalState): string {
  if (asker === 'agent') return ' (the next run goes on with it)';
  if (state === 'void')
    return ` (void: ${decidedReason}; if it is still wanted, the next run asks anew)`;
  return state === 'denied' ? '' : ` (${state}: ${outcome})`;
}
