import type { BoxEnd, Exchange } from './box.ts';

/** The one exchange that a box is in, if any; whatever carries it tells it what happens. */
export interface Asking {
  ask(exchange: Exchange, send: (request: Buffer) => void): Promise<BoxEnd>;
  answer(answer: unknown): void;
  /** The box is over; the first reason counts, for this exchange and all later ones. */
  close(end: BoxEnd): void;
  ended(): BoxEnd | undefined;
}

/** `stop` is called when an exchange runs out of time; it has to end what does not end by itself. */
export function createAsking(stop: () => void): Asking {
  let ended: BoxEnd | undefined;
  let current: { take: Exchange['take']; finish: (end: BoxEnd) => void } | undefined;

  function close(end: BoxEnd): void {
    ended ??= end;
    current?.finish(ended);
  }

  return {
    close,
    ended: () => ended,
    answer(answer) {
      if (ended === undefined && current?.take(answer)) current.finish({ type: 'answered' });
    },
    async ask(exchange, send) {
      const { signal } = exchange;
      signal.throwIfAborted();
      if (ended) return ended;
      const { promise, resolve, reject } = Promise.withResolvers<BoxEnd>();
      const onAbort = () => reject(signal.reason);
      const timer = setTimeout(() => {
        close({ type: 'timeout' });
        stop();
      }, exchange.timeoutMs);
      signal.addEventListener('abort', onAbort);
      current = { take: exchange.take, finish: resolve };
      try {
        send(exchange.request);
        return await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        current = undefined;
      }
    },
  };
}
