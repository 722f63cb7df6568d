import { z } from 'zod';

/** Bounds of the loop. An item that meets one of its own goes to a person; a run that meets one stops. */
export const limitsSchema = z.strictObject({
  /** Model replies in one attempt. */
  maxTurns: z.int().min(1).max(100).default(20),
  /** Repairs of one item, over all its attempts. */
  maxRepairs: z.int().min(0).max(20).default(3),
  /** The same criterion failing with the same message in that many cards in a row ends an attempt early. */
  maxSameFailures: z.int().min(2).default(3),
  maxOutputTokens: z.int().min(1000).default(32_000),
  /**
   * Near a limit in dollars a call is sent with fewer output tokens, but with no fewer than these, or than
   * replies of its kind have been seen to take.
   */
  leastOutputTokens: z.int().min(1).default(8_000),
  /** Dollars; no call is sent that could take the item beyond them. */
  maxItemUsd: z.number().positive().default(2),
  maxItemTokens: z.int().positive().default(3_000_000),
  maxItemMinutes: z.number().positive().default(120),
  maxRunTokens: z.int().positive().optional(),
  maxRunMinutes: z.number().positive().optional(),
});
export type Limits = z.infer<typeof limitsSchema>;
