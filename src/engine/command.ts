import { z } from 'zod';

/** What a person can tell a running engine. */
export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  /** Without `now`: finish what is in flight first. */
  z.object({ type: z.literal('stop'), now: z.boolean() }),
  z.object({ type: z.literal('set-workers'), workers: z.int().min(1).max(1000) }),
]);

export type Command = z.infer<typeof commandSchema>;

/** Answer to a command; `reason` is there when it was refused. */
export type Ack = { ok: true } | { ok: false; reason: string };

/** Who sends it is recorded with what came of it. */
export type SendCommand = (command: Command, by: string) => Promise<Ack>;
