/** Ends a call when the user asks, or when nothing has come for too long. */
export interface CallWatch {
  signal: AbortSignal;
  /** Something came: the idle time starts afresh. */
  touch(): void;
  /** Why the call was ended, if it was. */
  ended(): 'user' | 'idle' | undefined;
  /** Settles once the call is ended: what an unresponsive body is raced against. */
  whenEnded: Promise<void>;
  dispose(): void;
}

/** Watches one call; `dispose` lets go of the timer and the user's signal. */
export function watchCall(user: AbortSignal, idleTimeoutMs: number): CallWatch {
  const controller = new AbortController();
  const { promise: whenEnded, resolve } = Promise.withResolvers<void>();
  let reason: 'user' | 'idle' | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (why: 'user' | 'idle') => {
    reason ??= why;
    controller.abort();
    resolve();
  };
  const onAbort = () => end('user');
  user.addEventListener('abort', onAbort, { once: true });
  if (user.aborted) onAbort();
  return {
    signal: controller.signal,
    whenEnded,
    ended: () => reason,
    touch: () => {
      // Refreshing costs far less than a new timer for every chunk.
      if (timer) timer.refresh();
      else timer = setTimeout(() => end('idle'), idleTimeoutMs);
    },
    dispose: () => {
      clearTimeout(timer);
      user.removeEventListener('abort', onAbort);
      // Frees the socket of a reply that was left half read.
      controller.abort();
    },
  };
}
