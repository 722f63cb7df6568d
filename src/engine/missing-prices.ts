import type { PriceTable } from '../models/price-table.ts';
import { priceOf } from '../models/prices.ts';
import { judgeModels, type SeatedJudge } from './judging/judge-config.ts';
import { lanesOf, type Route } from './routing.ts';

/**
 * Why a budget cannot be kept, or undefined: a call's worst case is set aside before it is sent, so
 * every model of the routes needs a price, and every one that judges what those write.
 */
export function missingPrices({
  routes,
  prices,
  seatedJudge,
}: {
  routes: Route[];
  prices: PriceTable;
  seatedJudge: SeatedJudge | undefined;
}): string | undefined {
  const authors = routes.flatMap(({ steps }) => steps.flatMap(lanesOf));
  const models = authors.map(({ model }) => model);
  const unknown = unpriced([...models, ...judgeModels(seatedJudge, routes)], prices);
  if (unknown.length === 0) return undefined;
  return (
    `A budget needs the price of every model, and there is none for ${unknown.join(', ')}. ` +
    'Add it to factory.json under "prices", or run without a budget.'
  );
}

/**
 * Why a fall-back must not be taken, or undefined: it is taken while nobody looks, so what it costs has
 * to be known, with a budget or without.
 */
export function unpricedFallback(routes: Route[], prices: PriceTable): string | undefined {
  const lanes = routes.flatMap(({ steps }) => steps.flatMap(({ fallback = [] }) => fallback));
  const unknown = unpriced(
    lanes.map(({ model }) => model),
    prices,
  );
  if (unknown.length === 0) return undefined;
  return (
    `A fall-back is taken by itself, so its price has to be known, and there is none for ${unknown.join(', ')}. ` +
    'Add it to factory.json under "prices", or take the fall-back out of its route.'
  );
}

function unpriced(models: readonly string[], prices: PriceTable): string[] {
  return [...new Set(models)].filter((model) => priceOf(model, prices) === undefined);
}
