import type { Governor } from '../../models/quota/governor.ts';
import { type LaneName, laneKey } from '../../models/quota/lane-name.ts';
import type { CatalogueItem, Product } from '../product.ts';
import { chooseRoute, lanesOf, type Route } from '../routing.ts';

/** A claim on a lane by an item's work; `lane` is set where the work is its probe. */
export interface Claim {
  lane: string | undefined;
}

/** Tells which items can be worked on, with some models parked. */
export interface QuotaDesk {
  /** Whether calls to a model are held off for a while longer. */
  isParked(lane: LaneName): boolean;
  /** Why, in words. */
  whyParked(lane: LaneName): string;
  /** Has an item wait until one of these lanes takes calls. */
  holdFor(item: string, lanes: readonly LaneName[]): void;
  /** The models that an item could go on with, one of them; undefined where only its files tell. */
  lanesFor(item: CatalogueItem): readonly LaneName[] | undefined;
  /** For items in a row, one look at the queue: a claim where an item can be begun. */
  looker(): (item: CatalogueItem) => Claim | undefined;
  release(claim: Claim): void;
}

export interface QuotaDeskOptions {
  governor: Governor;
  /** Why a person has to say before work goes on there, in words. */
  whyBroken(lane: LaneName): string | undefined;
  routes: Route[];
  product: Product;
  /** Attempts that an item has begun. */
  attemptsOf(item: string): number;
}

export function createQuotaDesk(options: QuotaDeskOptions): QuotaDesk {
  const { governor, whyBroken } = options;
  const held = new Map<string, readonly LaneName[]>();
  const lanesFor = (item: CatalogueItem): readonly LaneName[] | undefined => {
    const known = held.get(item.id);
    // One that was begun tells only from its files which model it needs: it is looked at first.
    if (known || options.attemptsOf(item.id) > 0) return known;
    const step = chooseRoute(options.routes, options.product.workload(item))?.steps[0];
    return step && lanesOf(step);
  };
  return {
    isParked: (lane) =>
      governor.lane(lane).standing() === 'parked' || whyBroken(lane) !== undefined,
    whyParked: (lane) => {
      const broken = whyBroken(lane);
      if (broken !== undefined) return broken;
      const park = governor.lane(lane).park();
      return park === undefined ? 'open again' : `${laneKey(lane)} is parked: ${park.reason}`;
    },
    lanesFor,
    holdFor: (item, lanes) => void held.set(item, lanes),
    looker() {
      const closed = new Set<string>();
      return (item) => {
        const lanes = lanesFor(item);
        const key = lanes?.map(laneKey).join(' ') ?? '';
        if (lanes === undefined) return { lane: undefined };
        if (closed.has(key)) return undefined;
        const whole = lanes.filter((lane) => whyBroken(lane) === undefined);
        const claim = whole.length > 0 ? governor.claim(whole) : undefined;
        if (!claim) closed.add(key);
        else held.delete(item.id);
        return claim;
      };
    },
    release: ({ lane }) => governor.release(lane),
  };
}
