import type { Ack } from '../engine/commands/command.ts';
import { openDesk } from '../engine/open-desk.ts';
import { systemClock } from '../models/clock.ts';
import { gatedWork } from './gated-work.ts';
import type { Content } from './open-content.ts';
import type { Rechecked } from './recheck-outputs.ts';
import { teller } from './tell.ts';

/** Has outputs that fail made anew by the next run, where no engine works; what came of each, by item. */
export async function requeue(
  content: Content,
  failed: readonly Rechecked[],
): Promise<Map<string, Ack>> {
  const { paths, catalogue } = content;
  const { tools, actions } = gatedWork(content);
  const desk = await openDesk({ paths, catalogue, tools, actions, clock: systemClock });
  try {
    const acks = new Map<string, Ack>();
    for (const { item, sha256, failing } of failed) {
      const [first] = failing;
      const why = `${first?.criterion}: ${first?.message}`.slice(0, 300);
      acks.set(item, await desk.requeue({ item, sha256, why }, teller));
    }
    return acks;
  } finally {
    await desk.close();
  }
}
