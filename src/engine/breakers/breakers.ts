import { type LaneName, laneKey } from '../../models/quota/lane-name.ts';
import type { EventBody } from '../events.ts';
import type { CatalogueItem, Product } from '../product.ts';
import { chooseRoute, type Route } from '../routing.ts';
import type { Store } from '../store.ts';
import { modelId, routeId } from './breaker-id.ts';
import type { BreakersConfig } from './breakers-config.ts';
import { type Fact, factOf } from './fold-tallies.ts';
import { opensBy } from './tally.ts';

/** Which work is stopped by breakers, until a person resets them. */
export interface Breakers {
  /** Why no work is begun on a model, in words; undefined while it is. */
  whyModel(lane: LaneName): string | undefined;
  /** Ids of the breakers that hold an item: that of its route, and those of all the models it could begin with. */
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
      const ofRoute = [...open().values()].filter(
        ({ scope, name }) => scope === 'route' && name === route,
      );
      const ofModels = lanes.map(ofModel).filter((one) => one !== undefined);
      const isHeld = lanes.length > 0 && ofModels.length === lanes.length;
      return [...ofRoute, ...(isHeld ? ofModels : [])].map(({ id }) => id);
    },
  };
}

/**
 * Opens breakers by what is put on record: attempts whose requests are refused, and items that go to a
 * person. What was counted is part of the state, so a restart forgets nothing of it. Gives how to stop.
 */
export function watchBreakers(options: {
  store: Store;
  config: BreakersConfig;
  record(body: EventBody): void;
  onOpened(): void;
  /** Runs what may fail as the disk does. */
  during(work: () => Promise<void>): void;
}): () => void {
  const { store, config, record, onOpened, during } = options;
  const open = async ({ scope, name }: Fact, message: string, counted: string) => {
    // Everybody is to hear of what happened before they hear what follows from it.
    await Promise.resolve();
    const id = scope === 'model' ? modelId(name) : routeId(name, message);
    if (store.getState().breakers.has(id)) return;
    const reason = `${counted} ${nouns[scope]}: ${message.replace(/\.$/, '')}`;
    record({ type: 'breaker.opened', id, scope, name, reason: reason.slice(0, 400) });
    onOpened();
  };
  return store.subscribe((event) => {
    const fact = event && factOf(event, store.getState());
    if (!fact) return;
    const row = fact.scope === 'model' ? config.model : config.criterion;
    const tally = store.getState().tallies.get(fact.key) ?? [];
    const message = opensBy(tally, row);
    if (message === undefined) return;
    const counted = `the same ${row.times} times among the last ${Math.min(row.of, tally.length)}`;
    during(() => open(fact, message, counted));
  });
}

const nouns = { model: 'items tried on it', route: 'items of its route that were settled' };
