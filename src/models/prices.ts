import { fromNanoUsd } from './nano-usd.ts';
import type { Usage } from './port.ts';
import type { ModelPrice, PriceTable, PriceTier } from './price-table.ts';

/** The price of a model, a dated snapshot (`-20261101`) counting as its model; `undefined` when unknown. */
export function priceOf(model: string, prices: PriceTable): ModelPrice | undefined {
  const base = model.replace(/-\d{8}$/, '');
  return [model, base]
    .filter((name) => Object.hasOwn(prices.models, name))
    .map((name) => prices.models[name])[0];
}

/** Dollars of one call, exact to 1e-9; `undefined` when the model has no price: unknown, never 0. */
export function costUsd(usage: Usage, model: string, prices: PriceTable): number | undefined {
  const price = priceOf(model, prices);
  const tier = price && tierFor(price, promptTokens(usage));
  return tier && dollars(pico(tier, usage));
}

/** A call before it is sent. `knownTokens` were counted by an earlier reply; `promptBytes` were not. */
export interface PlannedCall {
  model: string;
  maxTokens: number;
  promptBytes?: number;
  knownTokens?: number;
}

// What the API may add for tools and framing to a prompt of which only the bytes are known.
const FRAMING_TOKENS = 1_000;

/**
 * The most that a call can cost: a token a byte, all input written to the dearest cache, all of
 * `maxTokens` used, in the dearest tier within reach. `undefined` when the model has no price.
 */
export function worstCaseUsd(call: PlannedCall, prices: PriceTable): number | undefined {
  const price = priceOf(call.model, prices);
  if (price === undefined) return undefined;
  const framing = call.promptBytes === undefined ? 0 : FRAMING_TOKENS;
  const tokens = (call.knownTokens ?? 0) + (call.promptBytes ?? 0) + framing;
  const reach = price.tiers.indexOf(tierFor(price, tokens)) + 1;
  const costs = price.tiers.slice(0, reach).map((tier) => {
    const input = Math.max(tier.input, tier.cacheWrite5m, tier.cacheWrite1h);
    return picoPerToken(input) * tokens + picoPerToken(tier.output) * call.maxTokens;
  });
  return dollars(Math.max(...costs));
}

function promptTokens(usage: Usage): number {
  return usage.input + usage.cacheWrite5m + usage.cacheWrite1h + usage.cacheRead;
}

function tierFor(price: ModelPrice, tokens: number): PriceTier {
  const [first, ...rest] = price.tiers;
  return (
    [first, ...rest].find((tier) => tokens <= (tier.upToPromptTokens ?? Infinity)) ??
    rest.at(-1) ??
    first
  );
}

function pico(tier: PriceTier, usage: Usage): number {
  return (
    picoPerToken(tier.input) * usage.input +
    picoPerToken(tier.output) * usage.output +
    picoPerToken(tier.cacheWrite5m) * usage.cacheWrite5m +
    picoPerToken(tier.cacheWrite1h) * usage.cacheWrite1h +
    picoPerToken(tier.cacheRead) * usage.cacheRead
  );
}

/** A dollar per million tokens is a million trillionths per token: whole for every price in use. */
function picoPerToken(usdPerMillion: number): number {
  return Math.round(usdPerMillion * 1_000_000);
}

function dollars(picoUsd: number): number {
  return fromNanoUsd(Math.round(picoUsd / 1_000));
}
