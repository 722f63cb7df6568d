import { waitingApprovals } from './approvals.ts';
import type { ApprovalState } from './state.ts';
import type { Store } from './store.ts';

/** Clocks jump, and timers have a longest time: it looks at least so often. */
const longestWaitMs = 60_000;

/**
 * Hands every waiting approval whose time is over to `expire`, when that is so, until `signal` aborts.
 */
export function watchExpiry(options: {
  store: Store;
  now(): number;
  expire(approval: ApprovalState): void;
  signal: AbortSignal;
}): void {
  const { store, now, expire, signal } = options;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    clearTimeout(timer);
    timer = undefined;
    if (signal.aborted) return;
    const waiting = waitingApprovals(store.getState());
    for (const approval of waiting.filter((one) => isOver(one, now()))) expire(approval);
    const next = waiting.reduce(
      (soonest, { expiresAtMs }) => Math.min(soonest, expiresAtMs ?? soonest),
      Number.POSITIVE_INFINITY,
    );
    if (!Number.isFinite(next)) return;
    timer = setTimeout(look, Math.min(longestWaitMs, Math.max(1, next - now())));
    timer.unref();
  };
  const stop = store.subscribe((event) => {
    if (event?.type === 'approval.asked' || event?.type === 'action.ended')
      timer ??= setTimeout(look);
  });
  signal.addEventListener(
    'abort',
    () => {
      stop();
      clearTimeout(timer);
    },
    { once: true },
  );
  look();
}

/** Whether nobody may approve it any more. */
export function isOver({ expiresAtMs }: ApprovalState, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}
