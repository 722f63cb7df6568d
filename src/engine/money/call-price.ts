import type { ModelReply, ModelRequest, Usage } from '../../models/port.ts';
import type { PriceTable } from '../../models/price-table.ts';
import { costUsd, worstCaseUsd } from '../../models/prices.ts';
import type { Pricing } from '../ledger.ts';
import { createOutputSizes } from './output-sizes.ts';
import { createPromptTokens } from './prompt-tokens.ts';

/** What calls cost, before and after; null: nobody can know. */
export interface CallPrices extends Pricing {
  /** The worst case of the shortest form of the request that still makes sense. */
  leastOf(request: ModelRequest): number | null;
  /** The request with as many output tokens as its worst case may cost dollars, at most those it asks for. */
  within(request: ModelRequest, usd: number): ModelRequest;
  /** Learns from a call how large prompts and replies are. */
  learn(request: ModelRequest, reply: ModelReply): void;
}

/** `leastOutputTokens`: what a reply is given at least while nobody knows how long such replies are. */
export function createCallPrices(prices: PriceTable, leastOutputTokens: number): CallPrices {
  const prompts = createPromptTokens();
  const outputs = createOutputSizes(leastOutputTokens);
  const worstCaseOf = (request: ModelRequest, maxTokens = request.maxTokens) => {
    const knownTokens = prompts.atMost(request);
    return worstCaseUsd({ model: request.model, maxTokens, knownTokens }, prices) ?? null;
  };
  return {
    costOf: (usage: Usage | null, model) =>
      usage ? (costUsd(usage, model, prices) ?? null) : null,
    worstCaseOf: (request) => worstCaseOf(request),
    leastOf: (request) => worstCaseOf(request, outputs.atLeast(request)),
    within(request, usd) {
      const fits = (maxTokens: number) => (worstCaseOf(request, maxTokens) ?? 0) <= usd;
      if (fits(request.maxTokens)) return request;
      return { ...request, maxTokens: largest(request.maxTokens, fits) };
    },
    learn(request, reply) {
      prompts.learn(request, reply);
      outputs.learn(request, reply);
    },
  };
}

/** The largest whole number below `end` of which `fits` is true, as it is of all smaller ones; at least 1. */
function largest(end: number, fits: (count: number) => boolean): number {
  let low = 1;
  let high = end;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
