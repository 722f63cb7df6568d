import { z } from 'zod';
import type { Bounds } from '../../models/quota/concurrency.ts';
import { type LaneName, laneKey } from '../../models/quota/lane-name.ts';

/** More workers than this there are not. */
const MOST = 1_000;

const boundsSchema = z
  .strictObject({
    /** Calls under way at once: after every refusal still so many, */
    min: z.int().min(1).max(MOST).default(1),
    /** and in the best of times no more. */
    max: z.int().min(1).max(MOST).default(MOST),
  })
  .refine(({ min, max }) => min <= max, 'expected min to be at most max');

/** `quota` in factory.json: within which bounds concurrency adapts itself, for all models or for one. */
export const quotaSchema = z.strictObject({
  concurrency: boundsSchema.prefault({}),
  /** By model, or by `model@endpoint` where the endpoint is a named one. */
  models: z.record(z.string().min(1), boundsSchema).default({}),
});
export type QuotaConfig = z.infer<typeof quotaSchema>;

/** The bounds of a lane: its own, else those of its model, else those of all. */
export function boundsOf({ models, concurrency }: QuotaConfig, lane: LaneName): Bounds {
  return models[laneKey(lane)] ?? models[lane.model] ?? concurrency;
}
