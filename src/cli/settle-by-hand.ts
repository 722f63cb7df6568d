import { lockHolder } from '../engine/files/lock.ts';
import { contentPaths } from '../engine/files/paths.ts';
import { contentDir } from './content-dir.ts';
import { exitCodes } from './exit-code.ts';
import { openDeskOf } from './open-desk-of.ts';
import { itemOrders } from './orders.ts';
import { sayAck, tellEngine, teller } from './tell.ts';

/**
 * Has items tried again, or hands them to a person: by the engine when one works, else here, for the
 * next run to find. Gives the exit code.
 */
export async function settleByHand(
  content: string | undefined,
  what: 'retry' | 'skip',
  ids: readonly string[],
): Promise<number> {
  const paths = contentPaths(contentDir(undefined, content));
  if ((await lockHolder(paths.lock)) !== undefined) {
    return tellEngine(paths, () => ids.map(itemOrders[what]));
  }
  const desk = await openDeskOf(paths);
  try {
    let code: number = exitCodes.ok;
    for (const id of ids) {
      if (!sayAck(await desk[what](id, teller), itemOrders[what](id))) {
        code = exitCodes.unusable;
      }
    }
    return code;
  } finally {
    await desk.close();
  }
}
