import { z } from 'zod';

const usdPerMillion = z.number().min(0).max(1_000_000);

const tierSchema = z.strictObject({
  /** The longest prompt, in tokens, that this tier prices; absent: no end. */
  upToPromptTokens: z.int().positive().optional(),
  input: usdPerMillion,
  output: usdPerMillion,
  cacheWrite5m: usdPerMillion,
  cacheWrite1h: usdPerMillion,
  cacheRead: usdPerMillion,
});

const modelPriceSchema = z.strictObject({
  /** When these prices were read, as `2026-11` or `2026-11-23`. */
  asOf: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'expected a date such as 2026-11'),
  /** Shortest prompts first; the last tier has no end. */
  tiers: z
    .tuple([tierSchema], tierSchema)
    .refine(hasRisingTiers, 'expected tiers by rising upToPromptTokens, the last without one'),
});

/** Prices by model in factory.json; each replaces the built-in price of that model. */
export const pricesOverrideSchema = z.record(z.string().min(1), modelPriceSchema);

/** US dollars per million tokens, for prompts of up to so many tokens. */
export type PriceTier = z.infer<typeof tierSchema>;
/** What a model costs, and when that was read. */
export type ModelPrice = z.infer<typeof modelPriceSchema>;
/** Prices that a user states for some models. */
export type PricesOverride = z.infer<typeof pricesOverrideSchema>;
/** Prices by model id. */
export interface PriceTable {
  models: Readonly<Record<string, ModelPrice>>;
}

/** US dollars per million tokens, from third-party tables that agree, read in November 2026. */
export const BUILT_IN_PRICES: PriceTable = {
  models: {
    'claude-opus-5-5': {
      asOf: '2026-11',
      tiers: [{ input: 4, output: 20, cacheWrite5m: 5, cacheWrite1h: 8, cacheRead: 0.2 }],
    },
    'claude-sonnet-5-5': {
      asOf: '2026-11',
      tiers: [{ input: 2, output: 10, cacheWrite5m: 2.5, cacheWrite1h: 4, cacheRead: 0.1 }],
    },
    'claude-haiku-5-5': {
      asOf: '2026-11',
      tiers: [
        {
          upToPromptTokens: 100_000,
          input: 0.1,
          output: 0.5,
          cacheWrite5m: 0.125,
          cacheWrite1h: 0.2,
          cacheRead: 0.01,
        },
        { input: 0.5, output: 2.5, cacheWrite5m: 0.625, cacheWrite1h: 1, cacheRead: 0.05 },
      ],
    },
  },
};

/** The table with a user's prices in place of the built-in ones. */
export function overridePrices(table: PriceTable, override: PricesOverride): PriceTable {
  return { models: { ...table.models, ...override } };
}

function hasRisingTiers(tiers: readonly { upToPromptTokens?: number | undefined }[]): boolean {
  const ends = tiers.map((tier) => tier.upToPromptTokens ?? Infinity);
  return ends.at(-1) === Infinity && ends.every((end, at) => at === 0 || end > (ends[at - 1] ?? 0));
}
