/** Where calls wait for something to change. */
export interface WaitList {
  /** Returns at the next `wake`, or when the signal aborts; leaves nothing behind on the signal. */
  wait(signal: AbortSignal): Promise<void>;
  wake(): void;
}

export function createWaitList(): WaitList {
  const waiting = new Set<() => void>();
  return {
    wait: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const go = () => {
          waiting.delete(go);
          signal.removeEventListener('abort', go);
          resolve();
        };
        waiting.add(go);
        signal.addEventListener('abort', go);
      }),
    wake() {
      for (const go of [...waiting]) go();
    },
  };
}
