/** How long a call may take, in milliseconds: between two pieces of its reply, and altogether. */
export interface CallTimes {
  idleMs: number;
  wholeMs: number;
}

type Ending = 'user' | 'idle' | 'whole';

/** Ends a call when the user asks, when nothing has come for too long, or when it has no end. */
export interface CallWatch {
  signal: AbortSignal;
  /** Something came: the idle time starts afresh. */
  touch(): void;
  /** Why the call was ended, if it was. */
  ended(): Ending | undefined;
  /** Settles once the call is ended: what an unresponsive body is raced against. */
  whenEnded: Promise<void>;
  dispose(): void;
}

/** Watches one call; `dispose` lets go of the timers and the user's signal. */
export function watchCall(user: AbortSignal, { idleMs, wholeMs }: CallTimes): CallWatch {
  const controller = new AbortController();
  const { promise: whenEnded, resolve } = Promise.withResolvers<void>();
  let reason: Ending | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (why: Ending) => {
    reason ??= why;
    controller.abort();
    resolve();
  };
  const onAbort = () => end('user');
  user.addEventListener('abort', onAbort, { once: true });
  if (user.aborted) onAbort();
  const wholeTimer = setTimeout(() => end('whole'), wholeMs);
  return {
    signal: controller.signal,
    whenEnded,
    ended: () => reason,
    touch: () => {
      // Refreshing costs far less than a new timer for every chunk.
      if (timer) timer.refresh();
      else timer = setTimeout(() => end('idle'), idleMs);
    },
    dispose: () => {
      clearTimeout(timer);
      clearTimeout(wholeTimer);
      user.removeEventListener('abort', onAbort);
      // Frees the socket of a reply that was left half read.
      controller.abort();
    },
  };
}
