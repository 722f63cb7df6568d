import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addUsd } from '../../src/models/nano-usd.ts';
import {
  BUILT_IN_PRICES,
  overridePrices,
  pricesOverrideSchema,
} from '../../src/models/price-table.ts';
import { costUsd, priceOf, worstCaseUsd } from '../../src/models/prices.ts';

const NONE = { input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
const HAIKU = 'claude-haiku-5-5';
const cost = (model: string, usage: Partial<typeof NONE>) =>
  costUsd({ ...NONE, ...usage }, model, BUILT_IN_PRICES);

describe('the cost of a call', () => {
  test('counts each kind of token at its own price', () => {
    const each = { input: 1e6, output: 1e6, cacheWrite5m: 1e6, cacheWrite1h: 1e6, cacheRead: 1e6 };
    expect(cost('claude-opus-5-5', each)).toBe(37.2);
    expect(cost('claude-sonnet-5-5', each)).toBe(18.6);
    expect(cost('claude-opus-5-5', { cacheRead: 1 })).toBe(0.0000002);
  });

  test('goes by the length of the whole prompt where the model has tiers', () => {
    expect(cost(HAIKU, { cacheRead: 100_000, output: 1_000 })).toBe(0.0015);
    expect(cost(HAIKU, { cacheRead: 100_000, input: 1, output: 1_000 })).toBe(0.0075005);
  });

  test('is unknown, not zero, for a model without a price', () => {
    expect(cost('llama-9', { input: 5 })).toBeUndefined();
    expect(cost('constructor', { input: 5 })).toBeUndefined();
    expect(worstCaseUsd({ model: 'llama-9', maxTokens: 5 }, BUILT_IN_PRICES)).toBeUndefined();
  });

  test('of a dated snapshot is that of its model', () => {
    expect(priceOf('claude-opus-5-5-20261101', BUILT_IN_PRICES)).toBe(
      priceOf('claude-opus-5-5', BUILT_IN_PRICES),
    );
  });

  test('adds up exactly, however many are added', () => {
    expect(addUsd(0.1, 0.2)).toBe(0.3);
    const amount = fc.integer({ min: 0, max: 5_000_000_000 });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 200 }), (nanos) => {
        const usd = nanos.map((nano) => nano / 1e9);
        const oneByOne = usd.reduce((sum, each) => addUsd(sum, each), 0);
        expect(oneByOne).toBe(nanos.reduce((sum, nano) => sum + nano, 0) / 1e9);
        expect(addUsd(...usd)).toBe(oneByOne);
      }),
    );
  });
});

test('no call costs more than its worst case', () => {
  const tokens = fc.nat({ max: 150_000 });
  const usages = fc.record({
    input: tokens,
    output: tokens,
    cacheWrite5m: tokens,
    cacheWrite1h: tokens,
    cacheRead: tokens,
  });
  const models = fc.constantFrom(...Object.keys(BUILT_IN_PRICES.models));
  fc.assert(
    fc.property(models, usages, fc.boolean(), (model, usage, isKnown) => {
      const prompt = usage.input + usage.cacheWrite5m + usage.cacheWrite1h + usage.cacheRead;
      const size = isKnown ? { knownTokens: prompt } : { promptBytes: prompt };
      const call = { model, maxTokens: usage.output, ...size };
      const worst = worstCaseUsd(call, BUILT_IN_PRICES) ?? -1;
      expect(costUsd(usage, model, BUILT_IN_PRICES)).toBeLessThanOrEqual(worst);
    }),
  );
});

describe('prices of the user', () => {
  const tier = { input: 1, output: 2, cacheWrite5m: 1, cacheWrite1h: 1, cacheRead: 1 };

  test('take the place of the built-in ones of that model, with their date', () => {
    const override = pricesOverrideSchema.parse({
      [HAIKU]: { asOf: '2026-12-01', tiers: [tier] },
      local: { asOf: '2026-12', tiers: [{ ...tier, input: 0 }] },
    });
    const prices = overridePrices(BUILT_IN_PRICES, override);
    expect(costUsd({ ...NONE, input: 1e6 }, HAIKU, prices)).toBe(1);
    expect(priceOf(HAIKU, prices)?.asOf).toBe('2026-12-01');
    expect(costUsd({ ...NONE, input: 1e6 }, 'local', prices)).toBe(0);
    expect(priceOf('claude-opus-5-5', prices)?.asOf).toBe('2026-11');
  });

  test.each([
    ['without a date', { tiers: [tier] }],
    ['without tiers', { asOf: '2026-12', tiers: [] }],
    ['below zero', { asOf: '2026-12', tiers: [{ ...tier, input: -1 }] }],
    ['whose last tier ends', { asOf: '2026-12', tiers: [{ ...tier, upToPromptTokens: 5 }] }],
    ['whose tiers fall', { asOf: '2026-12', tiers: [tier, { ...tier, upToPromptTokens: 5 }] }],
    ['with an unknown field', { asOf: '2026-12', tiers: [tier], currency: 'EUR' }],
  ])('%s are refused', (_, price) => {
    expect(pricesOverrideSchema.safeParse({ local: price }).success).toBe(false);
  });
});
