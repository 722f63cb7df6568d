import { lockHolder } from '../engine/lock.ts';
import { contentPaths } from '../engine/paths.ts';
import { contentDir } from './content-dir.ts';
import { exitCodes } from './exit-code.ts';
import { resetOrder } from './orders.ts';
import { sendToDesk } from './send-to-desk.ts';
import { sayAck, tellEngine, teller } from './tell.ts';

/** Resets breakers: by the engine when one works, else here, for the next run. Gives the exit code. */
export async function resetByHand(
  content: string | undefined,
  ids: readonly string[],
): Promise<number> {
  const paths = contentPaths(contentDir(undefined, content));
  const orders = ids.map(resetOrder);
  if ((await lockHolder(paths.lock)) !== undefined) return tellEngine(paths, () => orders);
  let code: number = exitCodes.ok;
  for (const order of orders) {
    const ack = await sendToDesk(paths, order.command, teller);
    if (ack && !sayAck(ack, order)) code = exitCodes.unusable;
  }
  return code;
}
