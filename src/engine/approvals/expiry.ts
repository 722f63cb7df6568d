import { type Clock, LONGEST_TICK_MS } from '../../models/clock.ts';
import type { Store } from '../journal/store.ts';
import type { ApprovalState } from '../state/state.ts';
import { waitingApprovals } from './approvals.ts';

/**
 * Hands every waiting approval whose time is over to `expire`, when that is so, until `signal` aborts.
 */
export function watchExpiry(options: {
  store: Store;
  clock: Clock;
  expire(approval: ApprovalState): void;
  signal: AbortSignal;
}): void {
  const { store, clock, signal } = options;
  let nap: AbortController | undefined;
  const look = () => {
    nap?.abort();
    nap = undefined;
    if (signal.aborted) return;
    const nextMs = expireDue(options);
    if (nextMs === undefined) return;
    nap = new AbortController();
    // In short ticks: clocks are set, and timers have a longest time.
    const waitMs = Math.min(LONGEST_TICK_MS, Math.max(1, nextMs - clock.now()));
    void napThen(look, { clock, waitMs, signal: nap.signal });
  };
  const stop = store.subscribe((event) => {
    const mayMatter = event?.type === 'approval.asked' || event?.type === 'action.ended';
    if (mayMatter && nap === undefined) queueMicrotask(look);
  });
  signal.addEventListener(
    'abort',
    () => {
      stop();
      nap?.abort();
    },
    { once: true },
  );
  look();
}

/** Expires what is over; gives when the next one is, or nothing while none waits with an end. */
function expireDue({
  store,
  clock,
  expire,
}: Pick<Parameters<typeof watchExpiry>[0], 'store' | 'clock' | 'expire'>): number | undefined {
  const waiting = waitingApprovals(store.getState());
  for (const approval of waiting.filter((one) => isOver(one, clock.now()))) expire(approval);
  const ends = waiting.flatMap(({ expiresAtMs }) => (expiresAtMs === null ? [] : [expiresAtMs]));
  return ends.length === 0 ? undefined : Math.min(...ends);
}

async function napThen(
  look: () => void,
  { clock, waitMs, signal }: { clock: Clock; waitMs: number; signal: AbortSignal },
): Promise<void> {
  await clock.sleep(waitMs, signal);
  if (!signal.aborted) look();
}

/** Whether nobody may approve it any more. */
export function isOver({ expiresAtMs }: ApprovalState, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}
