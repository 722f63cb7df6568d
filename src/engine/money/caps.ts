import { addUsd } from '../../models/nano-usd.ts';
import { createWaitList } from '../approvals/wait-list.ts';

/** A limit in dollars, on the run, on one item, or on a calendar day. */
export interface Cap {
  name: 'item' | 'run' | 'day';
  /** Null while there is none. */
  limitUsd(): number | null;
  /** What is spent for good: of the item, where the limit is an item's. Unknown costs at their worst case. */
  committedUsd(item: string): number;
  /** A limit that begins anew by itself: a call that could be sent then waits for it. */
  renewal?: Renewal;
}

/** Told of every call that begins and ends to wait for a limit to begin anew. */
export interface Renewal {
  begin(): void;
  /** At each look that finds the call has to wait: has `wake` called when the limit begins anew. */
  wait(wake: () => void): void;
  end(): void;
}

/** A call that asks for money: its worst case, and that of its shortest form that still makes sense. */
export interface Ask {
  item: string;
  usd: number;
  leastUsd: number;
}

/** `refused`: the cap does not allow the call, even if all others in flight cost nothing. */
export type Reservation =
  | { type: 'reserved'; item: string; usd: number }
  | { type: 'refused'; by: Cap; committedUsd: number }
  | { type: 'aborted' };

/** Dollars that calls in flight may still cost, within limits that may change meanwhile. */
export interface Caps {
  /**
   * Sets dollars aside under all caps: the whole worst case, or what there is of it when more will not
   * come. Waits while others' reservations stand in the way, or for a limit that begins anew.
   */
  reserve(ask: Ask, signal: AbortSignal): Promise<Reservation>;
  /** Gives a reservation back; what the call really cost is committed by then. */
  release(reserved: { item: string; usd: number }): void;
  /** Set aside now, by all. */
  reservedUsd(): number;
  /** To be called when a limit has changed: whoever waits looks at it again. */
  limitChanged(): void;
}

/**
 * Keeps committed + reserved dollars within every cap, always, as long as no limit is set below that. A
 * worst case that nobody knows (infinity) passes only where the run and the day have no limit: an item's
 * limit cannot be kept for a model without a price.
 */
export function createCaps(caps: readonly Cap[]): Caps {
  const reserved = createReserved();
  const waiting = createWaitList();
  const tillItFits = async (
    ask: Ask,
    { signal, awaits }: { signal: AbortSignal; awaits(renewal: Renewal | undefined): void },
  ): Promise<Reservation> => {
    while (!signal.aborted) {
      const look = lookAt(caps, ask, reserved);
      if (look.type === 'refused') return look;
      if (look.type === 'fits') {
        reserved.add(ask.item, look.usd);
        return { type: 'reserved', item: ask.item, usd: look.usd };
      }
      awaits(look.renewal);
      await waiting.wait(signal);
    }
    return { type: 'aborted' };
  };
  return {
    reservedUsd: reserved.allUsd,
    limitChanged: waiting.wake,
    async reserve(ask, signal) {
      let awaited: Renewal | undefined;
      const awaits = (renewal: Renewal | undefined) => {
        if (awaited !== renewal) {
          awaited?.end();
          renewal?.begin();
        }
        awaited = renewal;
        renewal?.wait(waiting.wake);
      };
      try {
        return await tillItFits(ask, { signal, awaits });
      } finally {
        awaited?.end();
      }
    },
    release({ item, usd }) {
      reserved.add(item, -usd);
      waiting.wake();
    },
  };
}

type Look =
  | { type: 'fits'; usd: number }
  | { type: 'waits'; renewal?: Renewal }
  | Extract<Reservation, { type: 'refused' }>;

function lookAt(caps: readonly Cap[], { item, usd, leastUsd }: Ask, reserved: Reserved): Look {
  let most = Number.POSITIVE_INFINITY;
  let room = Number.POSITIVE_INFINITY;
  let renewal: Renewal | undefined;
  for (const cap of caps) {
    const limitUsd = cap.limitUsd();
    if (limitUsd === null || (cap.name === 'item' && !Number.isFinite(usd))) continue;
    const committedUsd = cap.committedUsd(item);
    const leftUsd = addUsd(limitUsd, -committedUsd);
    if (leastUsd > leftUsd && (leastUsd > limitUsd || !cap.renewal)) {
      return { type: 'refused', by: cap, committedUsd };
    }
    if (leastUsd > leftUsd) renewal ??= cap.renewal;
    most = Math.min(most, leftUsd);
    const reservedUsd = cap.name === 'item' ? reserved.ofItemUsd(item) : reserved.allUsd();
    room = Math.min(room, addUsd(leftUsd, -reservedUsd));
  }
  if (renewal) return { type: 'waits', renewal };
  if (usd <= room) return { type: 'fits', usd: Number.isFinite(usd) ? usd : 0 };
  // The whole of it will fit once others have cost less than they might; else what there is has to do.
  return usd > most && leastUsd <= room ? { type: 'fits', usd: room } : { type: 'waits' };
}

interface Reserved {
  allUsd(): number;
  ofItemUsd(item: string): number;
  add(item: string, usd: number): void;
}

function createReserved(): Reserved {
  let allUsd = 0;
  const byItem = new Map<string, number>();
  return {
    allUsd: () => allUsd,
    ofItemUsd: (item) => byItem.get(item) ?? 0,
    add(item, usd) {
      allUsd = addUsd(allUsd, usd);
      const ofItemUsd = addUsd(byItem.get(item) ?? 0, usd);
      if (ofItemUsd === 0) byItem.delete(item);
      else byItem.set(item, ofItemUsd);
    },
  };
}
