import { lockHolder } from '../engine/files/lock.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { UserError } from '../engine/user-error.ts';
import { quoted } from '../ui/format.ts';

/** Throws a UserError that names the ways to the engine that works here already, if one does. */
export async function refuseSecondEngine(paths: ContentPaths): Promise<void> {
  const holder = await lockHolder(paths.lock);
  if (holder === undefined) return;
  const dir = quoted(paths.root);
  throw new UserError(
    `Another engine works in ${paths.root}: process ${holder.pid} on ${holder.host}, since ${holder.since}. ` +
      `Watch it with ai-factory attach ${dir}, or stop it with ai-factory stop -C ${dir}.`,
  );
}
