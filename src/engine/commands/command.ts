import { z } from 'zod';

const decision = {
  id: z.string(),
  digest: z.string(),
  /** How it stood when it was looked at: about an unknown outcome a yes means something else. */
  stands: z.enum(['waiting', 'failed', 'unknown']).optional(),
};

/** What a person can tell a running engine. */
export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  /** Without `now`: finish what is in flight first. */
  z.object({ type: z.literal('stop'), now: z.boolean() }),
  z.object({ type: z.literal('set-workers'), workers: z.int().min(1).max(1000) }),
  /** Of the run, in dollars; null takes the budget away. */
  z.object({ type: z.literal('set-budget'), budgetUsd: z.number().positive().nullable() }),
  /** Of a calendar day, in dollars, over all runs; null takes the limit away. */
  z.object({ type: z.literal('set-daily'), dailyUsd: z.number().positive().nullable() }),
  /** Tries an escalated or parked item again, in this run, whatever was asked for. */
  z.object({ type: z.literal('retry'), item: z.string() }),
  /** Hands an item to a person unmade; a call in flight is finished and kept. */
  z.object({ type: z.literal('skip'), item: z.string() }),
  /** Work that a breaker stopped is begun again. */
  z.object({ type: z.literal('reset-breaker'), id: z.string().max(300) }),
  /** Both name what was looked at: an approval whose action is another by now is not decided. */
  z.object({ type: z.literal('approve'), ...decision }),
  z.object({
    type: z.literal('deny'),
    ...decision,
    /** Goes to the agent. */
    reason: z.string().max(2000),
  }),
  /** Approves it, and every call like it for the rest of the run. */
  z.object({ type: z.literal('allow-alike'), id: z.string(), digest: z.string() }),
]);

export type Command = z.infer<typeof commandSchema>;

/** Answer to a command; `reason` is there when it was refused. */
export type Ack = { ok: true } | { ok: false; reason: string };

/** Who sends it is recorded with what came of it. */
export type SendCommand = (command: Command, by: string) => Promise<Ack>;
