import type { PriceTable } from '../models/price-table.ts';
import { priceOf } from '../models/prices.ts';
import { judgeModels, type SeatedJudge } from './judging/judge-config.ts';
import type { Route } from './routing.ts';

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
  const authors = routes.flatMap(({ steps }) => steps.map(({ model }) => model));
  const models = new Set([...authors, ...judgeModels(seatedJudge, routes)]);
  const unknown = [...models].filter((model) => priceOf(model, prices) === undefined);
  if (unknown.length === 0) return undefined;
  return (
    `A budget needs the price of every model, and there is none for ${unknown.join(', ')}. ` +
    'Add it to factory.json under "prices", or run without a budget.'
  );
}
