import { z } from 'zod';
import { hookSchema } from '../../tools/hook.ts';

/** In factory.json: how a person hears that they are needed, or that the run has ended. */
export const notifySchema = z.strictObject({
  /** Is given each message as JSON. */
  hook: hookSchema.optional(),
  /** On the desktop, where the engine runs on one. */
  desktop: z.boolean().default(true),
  /** What comes up within so many minutes after a message is gathered into one. */
  everyMinutes: z.number().nonnegative().max(1440).default(10),
});
