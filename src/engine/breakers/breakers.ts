import { type LaneName, laneKey } from '../../models/quota/lane-name.ts';
import type { Store } from '../journal/store.ts';
import type { CatalogueItem, Product } from '../product.ts';
import { chooseRoute, type Route } from '../routing.ts';
import { modelId } from './breaker-id.ts';

/** Which work is stopped by breakers, until a person resets them. */
export interface Breakers {
  /** Why no work is begun on a model, in words; undefined while it is. */
  whyModel(lane: LaneName): string | undefined;
  /** Ids of the breakers that hold an item: those of the run and its route, and those of all the models it could begin with. */
  heldBy(item: CatalogueItem, lanes: readonly LaneName[] | undefined): readonly string[];
}

export interface BreakersOptions {
  store: Store;
  routes: Route[];
  product: Pick<Product, 'workload'>;
}

/** Reads which breakers are open from the state: what is on record holds, also after a restart. */
export function createBreakers({ store, routes, product }: BreakersOptions): Breakers {
  const open = () => store.getState().breakers;
  const ofModel = (lane: LaneName) => open().get(modelId(laneKey(lane)));
  return {
    whyModel(lane) {
      const breaker = ofModel(lane);
      return breaker && `breaker ${breaker.id} is open: ${breaker.reason}`;
    },
    heldBy(item, lanes = []) {
      if (open().size === 0) return [];
      const route = chooseRoute(routes, product.workload(item))?.name;
      const around = [...open().values()].filter(
        ({ scope, name }) => scope === 'run' || (scope === 'route' && name === route),
      );
      const ofModels = lanes.map(ofModel).filter((one) => one !== undefined);
      const isHeld = lanes.length > 0 && ofModels.length === lanes.length;
      return [...around, ...(isHeld ? ofModels : [])].map(({ id }) => id);
    },
  };
}
