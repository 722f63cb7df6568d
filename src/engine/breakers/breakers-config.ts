import { z } from 'zod';
import { mostEnds } from './run-end.ts';
import { mostOutcomes } from './tally.ts';

/** The same trouble `times` times among the last `of`. */
const rowSchema = (times: number, of: number) =>
  z
    .strictObject({
      times: z.int().min(2).max(mostOutcomes).default(times),
      of: z.int().min(2).max(mostOutcomes).default(of),
    })
    .refine((row) => row.times <= row.of, 'expected times to be at most of')
    .prefault({});

/** `breakers` in factory.json: how often something has to go wrong in the same way before work stops for it. */
export const breakersSchema = z.strictObject({
  /** Attempts on one model that its provider refused with the same message, each of another item. */
  model: rowSchema(5, 10),
  /** Items of one route that went to a person, each with the same criterion failing with the same message. */
  criterion: rowSchema(5, 10),
  /** Items in a row that ended for a reason that is not theirs, or got no answer: no more are begun. */
  inARow: z.int().min(2).max(mostEnds).default(5),
  /** So large a share of the items that ended within so many minutes, once there are `least`: no more are begun. */
  errorRate: z
    .strictObject({
      share: z.number().positive().max(1).default(0.5),
      least: z.int().min(2).max(mostEnds).default(20),
      minutes: z.number().positive().default(60),
    })
    .prefault({}),
});
export type BreakersConfig = z.infer<typeof breakersSchema>;
