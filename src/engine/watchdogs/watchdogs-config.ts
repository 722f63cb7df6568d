import { z } from 'zod';

/** `watchdogs` in factory.json: how long something may go on without an end, or show nothing. */
export const watchdogsSchema = z.strictObject({
  /** One tool call, without the report cards it asks for; longer than hooks may take. */
  toolSeconds: z.number().positive().max(86_400).default(900),
  /** A worker with nothing to show: no event, no token, and nobody that it could wait for. */
  stallMinutes: z.number().positive().max(10_000).default(30),
  /** A clock that is so far off from one moment to the next was set, or its machine slept. */
  clockJumpSeconds: z.number().min(1).max(86_400).default(60),
});
export type Watchdogs = z.infer<typeof watchdogsSchema>;
