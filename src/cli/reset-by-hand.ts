import { lockHolder } from '../engine/files/lock.ts';
import { contentPaths } from '../engine/files/paths.ts';
import { contentDir } from './content-dir.ts';
import { exitCodes } from './exit-code.ts';
import { openDeskOf } from './open-desk-of.ts';
import { resetOrder } from './orders.ts';
import { sayAck, tellEngine, teller } from './tell.ts';

/** Resets breakers: by the engine when one works, else here, for the next run. Gives the exit code. */
export async function resetByHand(
  content: string | undefined,
  ids: readonly string[],
): Promise<number> {
  const paths = contentPaths(contentDir(undefined, content));
  if ((await lockHolder(paths.lock)) !== undefined) {
    return tellEngine(paths, () => ids.map(resetOrder));
  }
  const desk = await openDeskOf(paths);
  try {
    let code: number = exitCodes.ok;
    for (const id of ids) {
      if (!sayAck(desk.resetBreaker(id, teller), resetOrder(id))) code = exitCodes.unusable;
    }
    return code;
  } finally {
    await desk.close();
  }
}
