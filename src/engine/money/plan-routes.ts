import type { RoutePlan } from '../journal/events.ts';
import type { CatalogueItem, Product } from '../product.ts';
import { chooseRoute, type Route } from '../routing.ts';

/** How many of the items go each route, and what the route's own figures say of one. */
export function planRoutes(
  { routes, product }: { routes: Route[]; product: Pick<Product, 'workload'> },
  items: readonly CatalogueItem[],
): RoutePlan[] {
  const open = new Map<Route, number>();
  for (const item of items) {
    const route = chooseRoute(routes, product.workload(item));
    if (route) open.set(route, (open.get(route) ?? 0) + 1);
  }
  return [...open].map(([route, count]) => ({
    route: route.name,
    open: count,
    ...expected(route),
  }));
}

/** Each step costs those items that no step before it has made; null when one of the steps states nothing. */
function expected({ steps }: Route): Pick<RoutePlan, 'expectedUsd' | 'expectedRate'> {
  let reach = 1;
  let expectedUsd = 0;
  for (const { expected } of steps) {
    if (!expected) return { expectedUsd: null, expectedRate: null };
    expectedUsd += reach * expected.costUsd;
    reach *= 1 - expected.successRate;
  }
  return { expectedUsd, expectedRate: 1 - reach };
}
