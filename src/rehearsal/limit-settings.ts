import { z } from 'zod';

/** What a server takes, for tests and soaks that need it to run out. Checks settings that come over HTTP. */
export const limitSettingsSchema = z.strictObject({
  /** Of each model, in `windowSeconds`; filled up evenly. */
  requests: z.int().positive().default(1_000_000),
  inputTokens: z.int().positive().default(1_000_000_000),
  outputTokens: z.int().positive().default(200_000_000),
  windowSeconds: z.number().positive().default(60),
  /** Whether what is over them is refused; else they are only told. */
  enforced: z.boolean().default(false),
  /** A subscription's window: so many requests to all models together, then none until its reset. */
  quota: z
    .strictObject({ requests: z.int().positive(), seconds: z.number().positive() })
    .optional(),
});

/** Limits of a rehearsal server. */
export type LimitSettings = z.infer<typeof limitSettingsSchema>;
