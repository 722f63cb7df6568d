import { type LaneName, laneKey } from '../../models/quota/lane-name.ts';
import type { Event, EventBody } from '../events.ts';
import type { CatalogueItem, Product } from '../product.ts';
import { chooseRoute, type Route } from '../routing.ts';
import type { FactoryState } from '../state.ts';
import type { Store } from '../store.ts';
import type { BreakersConfig } from './breakers-config.ts';
import { alike, type Tally, tallied } from './tally.ts';

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
 * person. Gives how to stop.
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
  const tallies = new Map<string, Tally>();
  const see = async (fact: Fact) => {
    // Everybody is to hear of what happened before they hear what follows from it.
    await Promise.resolve();
    const key = `${fact.scope} ${fact.name}`;
    const row = fact.scope === 'model' ? config.model : config.criterion;
    const { tally, opens } = tallied(tallies.get(key) ?? [], fact, row);
    tallies.set(key, tally);
    if (opens === undefined) return;
    const id = fact.scope === 'model' ? modelId(fact.name) : routeId(fact.name, opens);
    if (store.getState().breakers.has(id)) return;
    const said = fact.said.get(opens) ?? opens;
    const reason = `the same ${row.times} times among the last ${tally.length} ${nouns[fact.scope]}: ${said}`;
    const cut = reason.slice(0, 400);
    record({ type: 'breaker.opened', id, scope: fact.scope, name: fact.name, reason: cut });
    onOpened();
  };
  return store.subscribe((event) => {
    if (event?.type === 'breaker.reset') {
      // What was counted before a person's word counts no more.
      tallies.clear();
      return;
    }
    const fact = event && factOf(event, store.getState());
    if (fact) during(() => see(fact));
  });
}

const nouns = { model: 'items tried on it', route: 'items of its route that were settled' };

interface Fact {
  scope: 'model' | 'route';
  name: string;
  item: string;
  messages: readonly string[];
  /** The messages as they were, by what they are alike in. */
  said: ReadonlyMap<string, string>;
}

function factOf(event: Event, state: FactoryState): Fact | undefined {
  switch (event.type) {
    case 'attempt.ended': {
      if (event.model === undefined || event.outcome === 'dropped') return undefined;
      const name = laneKey({ model: event.model, endpoint: event.endpoint });
      const said = event.outcome === 'error' ? [event.detail] : [];
      return { scope: 'model', name, item: event.item, ...messagesOf(said) };
    }
    case 'item.accepted':
    case 'item.escalated': {
      const item = state.items.get(event.item);
      if (item?.route === undefined) return undefined;
      const failing = event.type === 'item.escalated' ? item.failing : [];
      const said = failing.map(({ criterion, message }) => `${criterion}: ${message}`);
      return { scope: 'route', name: item.route, item: event.item, ...messagesOf(said) };
    }
    default:
      return undefined;
  }
}

function messagesOf(said: readonly string[]): Pick<Fact, 'messages' | 'said'> {
  const byAlike = new Map(said.map((one) => [alike(one), one]));
  return { messages: [...byAlike.keys()], said: byAlike };
}

function modelId(lane: string): string {
  return `model:${lane}`;
}

/** Of a criterion and the route on which it stops items; one route has one breaker for each criterion. */
function routeId(route: string, message: string): string {
  const [criterion = ''] = message.split(':', 1);
  return `criterion:${criterion}@${route.replace(/\s+/g, '-')}`;
}
