import { z } from 'zod';
import type { CatalogueItem } from '../product.ts';
import { errorMessage } from '../user-error.ts';
import type { Criterion, EngineProbe } from './criterion.ts';

const text = z.string().max(2_000);

const engineProbeSchema: z.ZodType<EngineProbe> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    engine: text,
    version: text,
    isolation: z.exactOptional(text),
    more: z.exactOptional(text),
  }),
  z.object({ type: z.literal('not-available'), reason: text, install: text }),
]);

/** What a criterion is, wherever it judges: together these say whether a card would come out as before. */
export const criterionFactsSchema = z.object({
  id: z.string(),
  title: z.string(),
  version: z.int().positive(),
  /** Null for one that needs nothing but this program. */
  engine: engineProbeSchema.nullable(),
});
export type CriterionFacts = z.infer<typeof criterionFactsSchema>;

/** Asks each criterion what it is, and tries the engine it judges with. Rejects for nothing but a bug. */
export function factsOf(
  criteria: readonly Criterion<CatalogueItem>[],
  signal: AbortSignal,
): Promise<CriterionFacts[]> {
  return Promise.all(
    criteria.map(async ({ id, title, version = 1, engine }) => ({
      ...{ id, title, version },
      engine: engine ? await tried(engine, signal) : null,
    })),
  );
}

async function tried(
  engine: NonNullable<Criterion['engine']>,
  signal: AbortSignal,
): Promise<EngineProbe> {
  try {
    return await engine(signal);
  } catch (error) {
    const install = 'Run npm install again.';
    return { type: 'not-available', reason: errorMessage(error), install };
  }
}
